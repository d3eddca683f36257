/**
 * Writes a time or a length for people: "0:07", "3:05", "1:02:09". Rounded down to whole seconds.
 * @param timeSec seconds; negative or unknown times read as 0
 */
export function formatClock(timeSec: number): string {
  const whole = Number.isFinite(timeSec) ? Math.max(0, Math.floor(timeSec)) : 0;
  const seconds = String(whole % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}
