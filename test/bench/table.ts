import type { Measurement } from './workload.ts';

const columns = ['workload', 'ours/s', 'floor/s', 'ratio', 'goal'];
const widths = [44, 10, 10, 8, 8];

const line = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join('');

export const tableHead = (): string => line(columns);

export const tableLine = ({ workload, ours, floor, goal }: Measurement): string => {
  const ratio = ours / floor;
  const verdict = ratio >= goal ? '' : '  below the goal';
  return line([workload, whole(ours), whole(floor), ratio.toFixed(2), goal.toFixed(1)]) + verdict;
};

const whole = (value: number): string => Math.round(value).toLocaleString('en');
