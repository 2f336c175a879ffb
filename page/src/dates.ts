/** Dates as reports carry them, as days a scale can place. */

export interface Span { from: Date; to: Date }

/** The first and last day of an ISO year, month or day at the head of `date`; null where that is no date. */
export function span(date: string | null | undefined): Span | null {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date ?? "");
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), found[2], found[3]];
  const first = new Date(Date.UTC(year, month && Number(month) <= 12 ? Number(month) - 1 : 0, day ? Number(day) : 1));
  const last = new Date(first);
  if (day) last.setUTCDate(last.getUTCDate() + 1);
  else if (month && Number(month) <= 12) last.setUTCMonth(last.getUTCMonth() + 1);
  else last.setUTCFullYear(last.getUTCFullYear() + 1);
  return { from: first, to: last };
}

export function middle({ from, to }: Span): Date {
  return new Date((from.getTime() + to.getTime()) / 2);
}

/** Marks for an axis: years where the time is long, months where it is short. */
export function marks(from: Date, to: Date): { at: Date; label: string }[] {
  const years = to.getUTCFullYear() - from.getUTCFullYear();
  const step = years >= 2 ? 12 : years >= 1 ? 3 : 1;
  const every = years > 16 ? 5 : years > 8 ? 2 : 1;
  const found: { at: Date; label: string }[] = [];
  const at = new Date(Date.UTC(from.getUTCFullYear(), 0, 1));
  for (; at <= to; at.setUTCMonth(at.getUTCMonth() + step)) {
    const month = at.getUTCMonth();
    if (at < from || (step === 12 && at.getUTCFullYear() % every)) continue;
    found.push({ at: new Date(at), label: month === 0 || step === 12 ? String(at.getUTCFullYear())
      : at.toLocaleString("en", { month: "short", timeZone: "UTC" }) });
  }
  return found;
}
