/** What an account signs in with, opened for as long as it takes. */
import type { Context } from '../../context.ts';
import { unseal } from '../../secrets.ts';
import type { Login } from './imap.ts';
import { type AccessToken, refreshed } from './oauth.ts';
import type { MailAccountSettings } from './store.ts';
import { MailTrouble } from './trouble.ts';

type Imap = NonNullable<MailAccountSettings['imap']>;

/** A token is used no longer than until so short before its end: signing in takes a moment. */
const MARGIN_MS = 60_000;

export interface Credentials {
  /** @param newer refresh token, sealed; empty: that of the settings. @throws MailTrouble */
  login(imap: Imap, newer: string, signal: AbortSignal): Promise<Login>;
  /** A refresh token that the service has given in place of the one before, since this was asked last; null: none. */
  renewed(): string | null;
  /** What was signed in with was not taken. */
  forget(): void;
}

export function createCredentials({ config }: Pick<Context, 'config'>): Credentials {
  const mayBePrivate = config.webhooksToPrivate;
  let token: (AccessToken & { until: number }) | null = null;
  let renewed: string | null = null;

  function open(sealed: string): string {
    if (sealed === '') return '';
    const secret = unseal(config.secretKey, sealed);
    if (secret === null) throw new MailTrouble('sealed', 'it was sealed under another SECRET_KEY');
    return secret;
  }

  return {
    async login(imap, newer, signal) {
      const { oauth, password, clientSecret, refreshToken, ...where } = imap;
      if (!oauth) return { imap: where, auth: { pass: open(password) }, mayBePrivate };
      if (!token || performance.now() >= token.until) {
        const secrets = { clientSecret: open(clientSecret), refreshToken: open(newer || refreshToken) };
        const got = await refreshed({ ...oauth, ...secrets }, { mayBePrivate, signal });
        token = { ...got, until: performance.now() + got.livesMs - MARGIN_MS };
        renewed = got.refreshToken ?? renewed;
      }
      return { imap: where, auth: { accessToken: token.accessToken }, mayBePrivate };
    },
    renewed() {
      const taken = renewed;
      renewed = null;
      return taken;
    },
    forget() {
      token = null;
    },
  };
}
