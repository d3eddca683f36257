/** Wrong use of the command line; the message is for the person who typed it. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
}
