import { describeCliError, runCli } from './runCli.ts';

try {
  const result = await runCli(process.argv.slice(2));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} catch (thrown) {
  process.stderr.write(`afterimage: ${describeCliError(thrown)}\n`);
  process.exitCode = 1;
}
