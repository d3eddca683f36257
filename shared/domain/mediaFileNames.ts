/**
 * Endings of files that are offered by the open dialog, taken from folders, and of which a file that nothing
 * opens counts as damaged rather than as something else. A file dropped by itself may be called anything.
 */
export const videoExtensions: readonly string[] = [
  '3gp',
  'asf',
  'avi',
  'dv',
  'flv',
  'm2ts',
  'm4v',
  'mkv',
  'mov',
  'mp4',
  'mpeg',
  'mpg',
  'mts',
  'mxf',
  'ogv',
  'qt',
  'ts',
  'vob',
  'webm',
  'wmv',
];

export const stillExtensions: readonly string[] = [
  'avif',
  'gif',
  'heic',
  'heif',
  'jpeg',
  'jpg',
  'png',
  'tif',
  'tiff',
  'webp',
];

const videos = new Set(videoExtensions);
const stills = new Set(stillExtensions);

/** What a file is by the ending of its name, in whatever case; null for neither. */
export function mediaKindOfName(fileName: string): 'video' | 'still' | null {
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (videos.has(extension)) return 'video';
  return stills.has(extension) ? 'still' : null;
}
