import { type ReadonlySignal, signal } from '@preact/signals';
import type { MenuItem } from '../../shell/Menu.tsx';
import { t } from './words/index.ts';

export type Permission = 'unsupported' | 'ask' | 'granted' | 'denied';

function read(): Permission {
  if (typeof Notification === 'undefined') return 'unsupported';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}

const held = signal(read());

/** Whether the browser shows notifications of ours. */
export const permission: ReadonlySignal<Permission> = held;

/** Asks the agent, by the browser's own question. */
export async function askPermission(): Promise<void> {
  await Notification.requestPermission();
  held.value = read();
}

/** What the agent's menu offers while it was not asked. */
export function permissionItems(): MenuItem[] {
  return permission.value === 'ask' ? [{ label: t('notifyYes'), onPick: () => void askPermission() }] : [];
}
