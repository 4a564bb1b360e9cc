/** An account as it is being typed: pure. */
import type { MailAccount, MailAccountSave } from '../../../../protocol/mail-in.ts';

type Imap = NonNullable<MailAccountSave['imap']>;

export interface Draft {
  address: string;
  takesPlus: boolean;
  way: 'imap' | 'door';
  service: Service;
  host: string;
  port: string;
  security: Imap['security'];
  user: string;
  signIn: 'password' | 'token';
  password: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  tokenUrl: string;
  scope: string;
  folder: string;
  moveTo: string;
}

export type Service = keyof typeof SERVICES | 'else';

/** Where large services are reached, and how one signs in there. */
export const SERVICES = {
  google: {
    name: 'Gmail, Google Workspace',
    host: 'imap.gmail.com',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scope: 'https://mail.google.com/',
  },
  microsoft: {
    name: 'Microsoft 365, Outlook',
    host: 'outlook.office365.com',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scope: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
  },
  yandex: { name: 'Yandex', host: 'imap.yandex.com' },
  mailru: { name: 'Mail.ru', host: 'imap.mail.ru' },
} as const;

const EMPTY: Draft = {
  address: '',
  takesPlus: true,
  way: 'imap',
  service: 'else',
  host: '',
  port: '993',
  security: 'tls',
  user: '',
  signIn: 'password',
  password: '',
  clientId: '',
  clientSecret: '',
  refreshToken: '',
  tokenUrl: '',
  scope: '',
  folder: 'INBOX',
  moveTo: '',
};

export function draftOf(account: MailAccount | null): Draft {
  if (!account) return EMPTY;
  const { address, takesPlus, imap } = account;
  if (!imap) return { ...EMPTY, address, takesPlus, way: 'door' };
  const { port, oauth, ...rest } = imap;
  const signIn = oauth ? 'token' : 'password';
  return { ...EMPTY, address, takesPlus, ...rest, ...oauth, port: String(port), signIn, service: serviceOf(imap.host) };
}

function serviceOf(host: string): Service {
  const names = Object.keys(SERVICES) as (keyof typeof SERVICES)[];
  return names.find(name => SERVICES[name].host === host) ?? 'else';
}

/** What choosing a service fills in. Microsoft takes no passwords any more. */
export function withService(draft: Draft, service: Service): Draft {
  if (service === 'else') return { ...draft, service };
  const { name: _, ...facts } = SERVICES[service];
  const user = draft.user || draft.address;
  const signIn = service === 'microsoft' ? 'token' : draft.signIn;
  return { ...draft, service, user, signIn, port: '993', security: 'tls', ...facts };
}

/** The draft as it is sent. Secrets that were not typed are left out, and stay as they are. */
export function savedOf(draft: Draft): MailAccountSave {
  const { address, takesPlus, way, host, port, security, user, folder, moveTo } = draft;
  if (way === 'door') return { address, takesPlus, imap: null };
  const { password, clientId, clientSecret, refreshToken, tokenUrl, scope } = draft;
  const isToken = draft.signIn === 'token';
  const secrets = isToken
    ? { ...(clientSecret && { clientSecret }), ...(refreshToken && { refreshToken }) }
    : password && { password };
  const oauth = isToken ? { tokenUrl, clientId, scope } : null;
  return {
    address,
    takesPlus,
    imap: { host, port: Number(port), security, user, folder, moveTo, oauth, ...(secrets || {}) },
  };
}
