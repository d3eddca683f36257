import { type AppError, makeAppError, toAppError } from '../../shared/contract/appError.ts';

const closedNames: ReadonlySet<string> = new Set(['DatabaseClosedError', 'InvalidStateError']);

/** What a failed write means to the user: a full disk and a closed library by name, anything else as it is. */
export function storageError(thrown: unknown): AppError {
  for (const error of causesOf(thrown)) {
    if (/quota/i.test(`${error.name} ${error.message}`)) {
      return makeAppError('disk-full', { reason: error.message });
    }
    if (closedNames.has(error.name)) return makeAppError('library-closed', { reason: error.message });
  }
  return toAppError(thrown);
}

interface NamedError {
  readonly name: string;
  readonly message: string;
}

/** An error and what Dexie or a throw site wrapped in it. */
function causesOf(thrown: unknown): NamedError[] {
  const causes: NamedError[] = [];
  let error = thrown;
  while (isError(error) && !causes.includes(error)) {
    causes.push(error);
    error = Reflect.get(error, 'inner') ?? Reflect.get(error, 'cause');
  }
  return causes;
}

/** Dexie's errors and DOM exceptions are not all of the class Error. */
function isError(value: unknown): value is NamedError {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value;
}
