#!/usr/bin/env bash
# Runs Electron and keeps a copy of all that it says on stderr, from its first line: Playwright reads stderr
# itself until the app is up, and what was said by then would be lost to tests.
# Playwright's loader holds the app until Playwright listens; Playwright itself adds it only for an Electron that it
# found itself. Without it the page loads while Playwright attaches, and one launch in twenty hangs.
exec "$AFTERIMAGE_ELECTRON" -r "$PLAYWRIGHT_ELECTRON_LOADER" "$@" 2> >(exec tee -a -- "$AFTERIMAGE_STDERR_FILE" >&2)
