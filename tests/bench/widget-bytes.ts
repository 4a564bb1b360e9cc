import { BUDGETS } from '../checks/budgets.ts';
import { builtPart, closure, inDist } from '../checks/dist.ts';
import { count, type Row } from './row.ts';

/** The widget's bytes as the server sends them, brotli 11, against their goals. The hard limits are the build's to check. */
export function widgetBytes(): Row[] {
  const widget = builtPart('widget');
  const panel = closure(widget, [widget.entry]);
  const size = (files: Iterable<string>) => [...files].reduce((sum, path) => sum + inDist(`${path}.br`).length, 0);
  const locale = Object.values(widget.locales).toSorted((a, b) => size([b]) - size([a]))[0]!;
  const forms = [...closure(widget, [widget.forms])].filter(path => !panel.has(path));
  const row = (what: string, files: Iterable<string>, goal: number): Row => {
    const bytes = size(files);
    return { what, measured: `${count(bytes)} B`, beside: `goal ${count(goal)} B`, ratio: bytes / goal, goal: '≤ 1' };
  };
  return [
    row('launcher', [widget.launcher!], BUDGETS.launcher.br.goal),
    row('panel with chat and the largest locale', [...panel, locale], BUDGETS.panel.br.goal),
    row('both forms', forms, BUDGETS.forms.br.goal),
    row('the largest locale', [locale], BUDGETS.locale.br.goal),
    row('all of the widget', [widget.launcher!, ...panel, ...forms, locale], BUDGETS.widget.br.goal),
  ];
}
