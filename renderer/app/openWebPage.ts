import { describeAppError } from '../../shared/contract/appError.ts';
import { showToast } from '../ui/toasts.ts';
import { client } from './connect.ts';

/** Opens a source in the system's browser; main asks first. */
export async function openWebPage(url: string): Promise<void> {
  const result = await client.call('openExternal', { url });
  if (!result.ok) showToast(describeAppError(result.error), { tone: 'error' });
}
