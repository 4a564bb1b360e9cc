/** What this browser can do to tell somebody while no page is open, and how it is asked to. */
import type { DeviceAdd } from '../../../protocol/push.ts';
import { ROOT } from '../../shell/root.ts';
import { askPermission } from '../notices/permission.ts';
import { isInstalled } from './installed.ts';
import { deviceOf } from './worker/renewal.ts';

/**
 * `install`: iPhones and iPads, where only an app on the home screen may. `insecure`: the page came over plain http.
 * `denied`: somebody said no, which only they can take back, in the browser's own settings.
 */
export type Ability = 'able' | 'denied' | 'install' | 'insecure' | 'unsupported';

export function abilityOf(): Ability {
  if (!globalThis.isSecureContext) return 'insecure';
  const isAble = navigator.serviceWorker && 'PushManager' in globalThis && 'Notification' in globalThis;
  if (!isAble) return isApple() && !isInstalled() ? 'install' : 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : 'able';
}

/** Phones and tablets of Apple's, whichever browser: an iPad says that it is a Macintosh, but none of those can be touched. */
function isApple(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}

/** A script's address counts as code (Trusted Types); the page's policy allows this one name. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}
const WORKER = `${ROOT}inbox/worker.js`;
let address: string | undefined;

function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  address ??=
    trustedTypes?.createPolicy('deskbell-worker', { createScriptURL: () => WORKER }).createScriptURL('') ?? WORKER;
  return address;
}

/** Has the browser start our worker, or look whether there is a newer one. */
export function startWorker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(workerAddress(), { scope: `${ROOT}inbox`, updateViaCache: 'none' });
}

/**
 * Asks the agent, by the browser's own question, and subscribes. To be called by a click, or browsers do not ask.
 * @param publicKey of this server
 * @returns null: the agent said no
 */
export async function subscribe(publicKey: string): Promise<DeviceAdd | null> {
  await askPermission();
  if (Notification.permission !== 'granted') return null;
  await startWorker();
  return subscriptionUnder(publicKey, await navigator.serviceWorker.ready);
}

/** What the browser is subscribed by, where somebody has; renewed where it was under another key. */
export async function renewed(publicKey: string): Promise<DeviceAdd | null> {
  const registration = await navigator.serviceWorker.ready;
  if (Notification.permission !== 'granted' || !(await registration.pushManager.getSubscription())) return null;
  return subscriptionUnder(publicKey, registration);
}

async function subscriptionUnder(publicKey: string, { pushManager }: ServiceWorkerRegistration): Promise<DeviceAdd> {
  let held = await pushManager.getSubscription();
  if (held && keyOf(held) !== publicKey) {
    await held.unsubscribe();
    held = null;
  }
  held ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  return deviceOf(held);
}

/** Whether it is subscribed, and may show what comes. */
export async function isSubscribed(): Promise<boolean> {
  if (abilityOf() !== 'able' || Notification.permission !== 'granted') return false;
  return (await subscriptionNow()) !== null;
}

/** The browser tells nobody any more. */
export async function unsubscribe(): Promise<void> {
  await (await subscriptionNow())?.unsubscribe();
}

async function subscriptionNow(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(`${ROOT}inbox`);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** As the server writes it: base64url. */
function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
