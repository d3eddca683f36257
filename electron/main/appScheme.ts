import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type MediaId, mediaIdSchema } from '../../shared/domain/ids.ts';
import { type FootageFolders, proxyPath, stripPath, viewPath } from '../services/footage/footageFolders.ts';
import { framePath, frameVariants } from '../services/frame-store/frameStore.ts';
import { footageMimeType } from './footageMimeType.ts';
import { serveRange } from './serveRange.ts';

export const appScheme = 'app';
export const appHost = 'afterimage';
/** The one page of the app. */
export const entryUrl = `${appScheme}://${appHost}/index.html`;

/** Nothing but what the app itself brings: no inline code, no eval, no other origin, no frames, no forms. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.otf': 'font/otf',
};

export interface ServedFolders {
  /** The built renderer. */
  readonly rendererFolder: string;
  readonly frameFolder: string;
  /** What is made of films for looking at them. */
  readonly footage: FootageFolders;
  /** Where a media of the library was last seen; undefined for any other id. */
  readonly mediaPath: (mediaId: MediaId) => string | undefined;
}

/** A file to serve: a small one whole, or a film in the ranges that are asked for. */
interface Located {
  readonly path: string;
  readonly immutable: boolean;
  readonly film: boolean;
}

/** True where a URL is one of ours: exact scheme and host, no port, no user. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  const plain = parsed.port === '' && parsed.username === '' && parsed.password === '';
  return parsed.protocol === `${appScheme}:` && parsed.hostname === appHost && plain;
}

/**
 * Answers one request of the window: a file of the built renderer, a picture of the frame store, or a film of the
 * library by its media id.
 */
export async function serveApp(
  request: { readonly url: string; readonly method: string; readonly headers?: Headers },
  folders: ServedFolders,
): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  if (!isAppUrl(request.url)) return refusal(403);
  const file = locate(new URL(request.url).pathname, folders);
  if (file === null) return refusal(403);
  if (file === 'unknown') return refusal(404);
  if (file.film) {
    const range = request.headers?.get('range') ?? null;
    return serveRange(file.path, range, footageMimeType, (mimeType) => headers(mimeType, 'no-cache'));
  }
  const mimeType = mimeTypes[extname(file.path)];
  if (mimeType === undefined) return refusal(404);
  try {
    const caching = file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
    return new Response(await readFile(file.path), { headers: headers(mimeType, caching) });
  } catch {
    return refusal(404);
  }
}

/** Null for a path that is none of ours, "unknown" for a media that is not in the library. */
function locate(encodedPath: string, folders: ServedFolders): Located | 'unknown' | null {
  let path: string;
  try {
    path = decodeURIComponent(encodedPath);
  } catch {
    return null;
  }
  // A decoded path may hold what the URL parser could not see: separators, dots, zero bytes.
  const segments = path.split('/').slice(1);
  if (/[\\\0]/.test(path) || segments.some((segment) => segment === '' || segment.startsWith('.')))
    return null;
  const [first = '', second = '', third] = segments;
  if (first === 'frames') {
    const variant = frameVariants.find((each) => each === third);
    if (variant === undefined || segments.length !== 3) return null;
    if (!/^[0-9a-f]{64}$/.test(second)) return null;
    return { path: framePath(folders.frameFolder, second, variant), immutable: true, film: false };
  }
  if (['footage', 'proxies', 'strips', 'views'].includes(first)) return locateFootage(segments, folders);
  const file = join(folders.rendererFolder, ...segments);
  if (!file.startsWith(folders.rendererFolder + sep)) return null;
  // The build names assets by their content.
  return { path: file, immutable: first === 'assets', film: false };
}

/** What belongs to a media; the page gives nothing but its id, the folders and the place are main's own. */
function locateFootage(
  segments: readonly string[],
  { footage, mediaPath }: ServedFolders,
): Located | 'unknown' | null {
  const [kind, id, part] = segments;
  const media = mediaIdSchema.safeParse(id);
  if (!media.success) return null;
  const mediaId = media.data;
  if (segments.length === 2 && kind === 'footage') {
    const path = mediaPath(mediaId);
    return path === undefined ? 'unknown' : { path, immutable: false, film: true };
  }
  if (segments.length === 2 && kind === 'proxies') {
    return { path: proxyPath(footage.proxies, mediaId), immutable: false, film: true };
  }
  if (segments.length === 3 && kind === 'strips' && part === 'scrub') {
    return { path: stripPath(footage.strips, mediaId, 'sprite'), immutable: false, film: false };
  }
  if (segments.length === 3 && kind === 'views' && part !== undefined && /^\d{1,9}$/.test(part)) {
    return { path: viewPath(footage.views, mediaId, Number(part)), immutable: true, film: false };
  }
  return null;
}

function headers(mimeType: string, caching: string): Record<string, string> {
  return {
    'content-type': mimeType,
    'cache-control': caching,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain; charset=utf-8', 'no-store') });
}
