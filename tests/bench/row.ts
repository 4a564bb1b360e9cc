/** One line of the benchmark's table: a figure, what was measured beside it in the same run, and their ratio. */
export interface Row {
  what: string;
  measured: string;
  beside: string;
  ratio: number;
  /** Printed as in the budgets: `≥ 0.70`, `≤ 1.5`. Empty: none, the figure is for `ARCHITECTURE.md`. */
  goal: string;
}

/** Whether the ratio meets its goal. Nothing fails on it: the table is for people. */
export function meets({ ratio, goal }: Row): boolean {
  const bound = Number.parseFloat(goal.slice(2));
  return goal.startsWith('≥') ? ratio >= bound : ratio <= bound;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export const count = (value: number) => Math.round(value).toLocaleString('en');
