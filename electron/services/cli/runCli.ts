import { parseArgs } from 'node:util';
import { AppFailure } from '../../../shared/contract/appError.ts';
import { CliFailure } from './cliFailure.ts';
import { frameCommand } from './frameCommand.ts';
import { paletteCommand } from './paletteCommand.ts';
import { probeCommand } from './probeCommand.ts';
import { shotsCommand } from './shotsCommand.ts';

const usage = 'usage: probe FILE | shots FILE | palette FILE... | frame FILE --at SECONDS|#FRAME -o OUT.png';

/**
 * Runs one command.
 * @param args what follows the program's name
 * @returns what is printed as JSON
 * @throws CliFailure wrong use, AppFailure what is wrong with a file
 */
export async function runCli(args: readonly string[]): Promise<unknown> {
  const { command, files, at, out } = parseCommandLine(args);
  const [file] = files;
  if (file === undefined) throw new CliFailure(`${command} needs a file; ${usage}`);
  if (command === 'palette') return paletteCommand(files);
  if (files.length > 1) throw new CliFailure(`${command} takes one file; ${usage}`);
  if (command === 'probe') return probeCommand(file);
  if (command === 'shots') return shotsCommand(file);
  if (at === undefined || out === undefined) throw new CliFailure(`frame needs --at and -o; ${usage}`);
  return frameCommand(file, at, out);
}

interface CommandLine {
  readonly command: 'probe' | 'shots' | 'palette' | 'frame';
  readonly files: readonly string[];
  readonly at: string | undefined;
  readonly out: string | undefined;
}

function parseCommandLine(args: readonly string[]): CommandLine {
  let parsed: { values: { at?: string; output?: string }; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { at: { type: 'string' }, output: { type: 'string', short: 'o' } },
    });
  } catch (thrown) {
    throw new CliFailure(`${thrown instanceof Error ? thrown.message : String(thrown)}; ${usage}`);
  }
  const [command, ...files] = parsed.positionals;
  if (command !== 'probe' && command !== 'shots' && command !== 'palette' && command !== 'frame') {
    throw new CliFailure(command === undefined ? usage : `unknown command "${command}"; ${usage}`);
  }
  return { command, files, at: parsed.values.at, out: parsed.values.output };
}

/** One line for stderr, whatever was thrown. */
export function describeCliError(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const reason = thrown instanceof AppFailure ? thrown.appError.details.reason : undefined;
  const code = thrown instanceof AppFailure ? ` [${thrown.appError.code}]` : '';
  return `${message}${code}${reason === undefined ? '' : ` (${reason})`}`.replaceAll(/\s*[\r\n]+\s*/g, ' ');
}
