import type { ReportLine } from '../api/types';

/** Lines about one sort of thing. */
export interface Section {
  name: string;
  lines: readonly ReportLine[];
}

/** Lines by what they belong to, in the order in which they came. */
export function sectionsOf(lines: readonly ReportLine[]): Section[] {
  const sections = new Map<string, ReportLine[]>();
  for (const line of lines) {
    const there = sections.get(line.section);
    if (there === undefined) sections.set(line.section, [line]);
    else there.push(line);
  }
  return [...sections].map(([name, of]) => ({ name, lines: of }));
}

/** Lines that say something of what is looked for. */
export function linesWith(query: string, lines: readonly ReportLine[]): ReportLine[] {
  const wanted = query.trim().toLowerCase();
  return lines.filter(({ section, name, detail }) =>
    [section, name, detail].some((text) => text.toLowerCase().includes(wanted)),
  );
}
