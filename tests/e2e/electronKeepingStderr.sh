#!/usr/bin/env bash
# Runs Electron and keeps a copy of all that it says on stderr, from its first line: Playwright reads stderr
# itself until the app is up, and what was said by then would be lost to tests.
exec "$AFTERIMAGE_ELECTRON" "$@" 2> >(exec tee -a -- "$AFTERIMAGE_STDERR_FILE" >&2)
