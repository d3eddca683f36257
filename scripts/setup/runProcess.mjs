import { spawn } from 'node:child_process';

/**
 * @typedef {object} ProcessResult
 * @property {number} exitCode 0 to 255; 128 + the signal's kind of end is told as 1
 * @property {string} output stdout and stderr as they came, when not passed on
 * @property {boolean} timedOut
 */

/**
 * Runs a program to its end and never throws for its exit code. No shell: arguments stay arguments.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, passOn?: boolean, timeoutMs?: number, input?: string }} [options]
 *   `passOn` shows the output as it comes instead of collecting it; stdin is closed unless `input` is given
 * @returns {Promise<ProcessResult>} exitCode 127 when the program is not there
 */
export function runProcess(command, args, options = {}) {
  const { cwd, env, passOn = false, timeoutMs, input } = options;
  return new Promise((finish) => {
    const child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
      stdio: [
        input === undefined ? 'ignore' : 'pipe',
        passOn ? 'inherit' : 'pipe',
        passOn ? 'inherit' : 'pipe',
      ],
    });
    let output = '';
    let timedOut = false;
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.stdin?.end(input);
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    child.on('error', (error) => {
      clearTimeout(timer);
      finish({ exitCode: 127, output: `${output}${error.message}\n`, timedOut });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      finish({ exitCode: code ?? 1, output, timedOut });
    });
  });
}

/**
 * The last lines of a program's output, for an error message.
 * @param {string} output
 * @param {number} [lineCount]
 */
export function lastLines(output, lineCount = 25) {
  return output.trimEnd().split('\n').slice(-lineCount).join('\n');
}

/**
 * Both ends of a long output: npm tells the cause first and then how it is used.
 * @param {string} output
 */
export function excerpt(output) {
  const lines = output.trimEnd().split('\n');
  return (lines.length <= 40 ? lines : [...lines.slice(0, 20), '…', ...lines.slice(-15)]).join('\n');
}
