import type { Switches, SwitchesUpdate } from '../../../protocol/switches.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { SWITCHES } from './switches.ts';

/** Switches parts on or off for everybody, and writes it down (SPEC SW1). @returns what is on now */
export async function switchParts(context: Context, actor: Actor, update: SwitchesUpdate): Promise<Switches> {
  const text = Object.entries(update)
    .map(([name, isOn]) => `${name}: ${isOn ? 'on' : 'off'}`)
    .join(', ');
  const row = auditRow(context, actor, { what: 'switches.changed', on: { kind: 'server', id: null, text } });
  return context.settings.change(SWITCHES, now => ({ ...now, ...update }), row);
}
