import { z } from 'zod';

/** Every way a request can fail; closed, so that the table of texts is exhaustive. */
export const appErrorCodeSchema = z.enum([
  'file-not-found',
  'file-unreadable',
  'file-empty',
  'file-broken',
  'file-unsupported',
  'no-video-stream',
  'picture-too-large',
  'duration-too-long',
  'frame-out-of-range',
  'source-unknown',
  'target-unknown',
  'disk-full',
  'write-failed',
  'library-closed',
  'undo-later-first',
  'invalid-input',
  'unknown-method',
  'not-allowed',
  'address-not-secure',
  'cancelled',
  'media-process-stopped',
  'no-progress',
  'internal',
]);
export type AppErrorCode = z.infer<typeof appErrorCodeSchema>;

/** What crosses a process instead of an exception. */
export const appErrorSchema = z.object({
  code: appErrorCodeSchema,
  /** `fileName` names the file (never a path); `reason` is what the library said, for the details line. */
  details: z.object({ fileName: z.string().optional(), reason: z.string().optional() }),
  retryable: z.boolean(),
});
export type AppError = z.infer<typeof appErrorSchema>;

const retryableCodes: ReadonlySet<AppErrorCode> = new Set([
  'file-not-found',
  'file-unreadable',
  'disk-full',
  'write-failed',
  'cancelled',
  'media-process-stopped',
  'no-progress',
]);

/** Makes the plain record that crosses processes. */
export function makeAppError(code: AppErrorCode, details: AppError['details'] = {}): AppError {
  return { code, details, retryable: retryableCodes.has(code) };
}

/** The same inside one process, where throwing is the right tool. */
export class AppFailure extends Error {
  readonly appError: AppError;

  constructor(code: AppErrorCode, details: AppError['details'] = {}, options?: ErrorOptions) {
    super(describeAppError(makeAppError(code, details)), options);
    this.name = 'AppFailure';
    this.appError = makeAppError(code, details);
  }
}

/** Turns anything thrown into the record; what is not an {@link AppFailure} becomes `internal`. */
export function toAppError(thrown: unknown, fileName?: string): AppError {
  const named = fileName === undefined ? {} : { fileName };
  if (thrown instanceof AppFailure) {
    return { ...thrown.appError, details: { ...named, ...thrown.appError.details } };
  }
  return makeAppError('internal', {
    ...named,
    reason: thrown instanceof Error ? thrown.message : String(thrown),
  });
}

/** What happened and what to do, for each code; `{file}` is replaced by the file's name. */
const appErrorText: Record<AppErrorCode, string> = {
  'file-not-found': '{file} is not there any more. Connect its disk or choose it again.',
  'file-unreadable': '{file} cannot be read. Check its permissions and try again.',
  'file-empty': '{file} is empty (0 bytes). Copy it again from its source.',
  'file-broken': '{file} is damaged and cannot be decoded. Copy it again from its source.',
  'file-unsupported': '{file} is not a video or picture that Afterimage can read. Convert it and try again.',
  'no-video-stream': '{file} has no picture, only sound or data. Choose a file with video.',
  'picture-too-large': '{file} is larger than 32,768 pixels a side or 400 megapixels. Scale it down first.',
  'duration-too-long': '{file} says it is longer than 24 hours. Cut it or repair its header first.',
  'frame-out-of-range': '{file} has no frame at that time.',
  'source-unknown': 'This file was not chosen in this session. Add it again.',
  'target-unknown': 'This place was not chosen in this session. Choose where to save again.',
  'disk-full': 'The disk is full. Free some space and try again; nothing half-written was kept.',
  'write-failed': '{file} could not be written. Choose another place; nothing half-written was kept.',
  'library-closed':
    'The library was closed by the system, so this was not saved. Reload the window (Ctrl+R) or start Afterimage again; what was saved before is kept.',
  'undo-later-first':
    'That stood in a work that was deleted since. Undo the deletion of the work first (Ctrl+Z), then this.',
  'invalid-input': 'The request was not understood. This is a fault in Afterimage; please report it.',
  'unknown-method': 'The request is not known. This is a fault in Afterimage; please report it.',
  'not-allowed': 'That is not allowed.',
  'address-not-secure':
    'Afterimage opens only https:// pages, and this address is not one. Copy it into your browser if you trust it.',
  cancelled: 'Cancelled. What was finished is kept.',
  'media-process-stopped':
    'The work stopped unexpectedly. What was finished is kept, nothing half-written; try again.',
  'no-progress':
    '{file} brought nothing for 30 seconds and was given up. Finished frames are kept; check its disk, or convert it, and try again.',
  internal: 'Something went wrong{forFile}. Nothing saved was lost; please report it.',
};

/** The sentence a user reads. */
export function describeAppError(error: AppError): string {
  const { fileName } = error.details;
  return appErrorText[error.code]
    .replace('{file}', fileName ?? 'The file')
    .replace('{forFile}', fileName === undefined ? '' : ` with ${fileName}`);
}
