/** What the doctor says. The source of the other languages. */
import type { CheckName, SaidCode } from '../says.ts';

export const en = {
  addressTitle: 'Public address',
  addressFine: '{host} answers',
  certificateDays: { one: 'certificate good for {n} day', other: 'certificate good for {n} days' },
  addressUnset: 'Not checked: PUBLIC_URL is not set, so links begin with the address that somebody asks under.',
  addressLocal: 'Not checked: PUBLIC_URL leads to this machine.',
  dnsSilent: 'Not checked: no name server answers from here about {host}.',
  addressUnknown: 'No name server knows {host}. Add it where the domain is managed, or mend PUBLIC_URL.',
  addressPlain:
    '{url} is not encrypted: passwords travel open, and browsers allow no push. Put a certificate in front and begin PUBLIC_URL with https://.',
  addressSilent:
    '{url} does not answer from here: {problem}. Look whether the proxy runs and leads to Deskbell, and whether this machine may reach its own public address.',
  addressForeign: 'Something else answers at {url}. Let the proxy lead to Deskbell, or mend PUBLIC_URL.',
  certificateBad:
    'Browsers will refuse the certificate of {host}: {problem}. Renew it, or let the proxy send the whole chain.',
  certificateEnds: {
    one: 'The certificate of {host} ends in {n} day. Look why it was not renewed.',
    other: 'The certificate of {host} ends in {n} days. Look why it was not renewed.',
  },

  linkTitle: 'Live link through your proxy',
  linkSocket: 'WebSocket, {ms} ms',
  linkHttp: 'over HTTP, {ms} ms',
  linkUntried: 'Not checked: your browser does it when this page is open in the inbox.',
  linkNoSocket:
    'WebSockets do not come through, so each page waits for one in vain and goes on over HTTP. Let the proxy pass on the headers Upgrade and Connection.',
  linkNoHttp:
    'The way over HTTP does not come through, which people need whose network blocks WebSockets. Turn off buffering in the proxy for addresses that end in /stream.',
  linkNothing: 'Neither WebSockets nor streams come through. Look whether the proxy passes on /v1/ whole.',

  proxyTitle: 'Addresses of visitors',
  proxyNone: 'no proxy in between',
  proxyTrusted: 'from {proxies}',
  proxyUnbelieved:
    'A proxy at {address} says for whom it asks and is not believed, so that all visitors count as one. If it is yours, start Deskbell with TRUST_PROXY={address}.',
  proxyAnyone:
    'TRUST_PROXY=on believes anybody, so a visitor may claim any address. Name your proxy there, such as TRUST_PROXY=127.0.0.1, or uniquelocal for a private network.',

  clockTitle: 'Clocks',
  clockDatabase: '{ms} ms from the database',
  clockBrowser: '{ms} ms from this browser',
  clockAlone: 'Not checked: this machine has the only clock; your browser’s is compared in the inbox.',
  clockDatabaseOff:
    'The clocks of this server and the database are {age} apart. Turn on time synchronisation (NTP) on both.',
  clockBrowserOff: 'The clocks of the server and this computer are {age} apart. Turn on the automatic time on both.',

  storeTitle: 'Store',
  storeKept: 'kept in {ms} ms',
  backupAge: 'backup {age} old',
  backupElsewhere: 'backups are the database’s own',
  diskFree: '{size} free',
  storeSilent: 'Nothing is kept now: {problem}. The server’s log has the reason.',
  storeLoose:
    'What is said is not safely on disk before it is answered. Use a file on a local disk, or a replica set that writes its journal.',
  diskLow: 'Only {size} are free on the disk. Make room before nothing can be kept any more.',
  backupNone: 'No backup was made yet. Let “npm run backup FILE” run daily, and keep the file on another machine.',
  backupOld: 'The newest backup is {age} old. Look why “npm run backup” does not run any more.',

  outboxTitle: 'What leaves',
  outboxClear: 'nothing waits',
  outboxWaiting: { one: '{n} waits', other: '{n} wait' },
  outboxDead: {
    one: '{n} delivery was given up. Deliver it again or remove it, in the settings under Doctor or Webhooks.',
    other: '{n} deliveries were given up. Deliver them again or remove them, in the settings under Doctor or Webhooks.',
  },
  webhookFailing: 'A webhook takes nothing for {age}. Look at its address under Webhooks.',
  mailFailing:
    'The mail server takes nothing for {age}. Look at SMTP_URL, and at what it answers, in the settings under Doctor.',
  pushFailing: 'A push service takes nothing for {age}. Look whether this machine may reach the internet.',
  telegramFailing:
    'Telegram takes nothing for {age}. Look at the bot’s settings, and whether this machine reaches Telegram.',
  smsFailing: 'The SMS gateway takes nothing for {age}. Look at its settings, and at your account there.',

  tagTitle: 'Tag on your pages',
  tagSeen: 'seen on {host} {age} ago',
  tagFound: 'found on {host}',
  tagAnywhere: 'Not checked: the site may stand anywhere. Name its addresses under General.',
  tagUnread: 'Not checked: the first page of {host} can not be read from here ({problem}).',
  tagMissing:
    'The first page of {host} has no tag of this site, and no page of it has asked lately. Paste the tag from Install.',
  tagMoved: '{host} leads to {to}, which is none of the site’s addresses. Add it under General.',
  tagBlocked:
    'The page’s policy (Content-Security-Policy) at {host} would stop the widget. Add {source} to {directive}.',

  mailTitle: 'Mail that leaves',
  mailReady: '{host} lets us in',
  mailSilent:
    'The mail server {host} does not answer: {problem}. Look at SMTP_URL, and whether this machine may reach it.',
  mailLocked: 'The mail server {host} does not let us in: {problem}. Look at the name and the password in SMTP_URL.',

  mailDomainTitle: 'Your domain’s mail records',
  mailOff: 'Not set up: nothing is mailed until SMTP_URL is set.',
  spfFine: 'SPF',
  dkimFine: 'DKIM',
  dmarcFine: 'DMARC',
  spfNone:
    '{domain} does not say which servers may send its mail, so others take it for spam. Add the TXT record {record}, or what your mail provider tells you.',
  spfSeveral: '{domain} has more than one SPF record, and then none counts. Join them into one.',
  spfOpen: 'The SPF record of {domain} lets anybody send in its name. End it with ~all or -all.',
  dkimNone: 'Mails are signed, and {name} does not say with which key. Add the TXT record {record} there.',
  dkimOther: 'Mails are signed with another key than {name} says. Put the TXT record {record} there in its place.',
  dmarcNone:
    '{domain} does not say what to do with mail that only claims to be from it. Add the TXT record {record} at {name}.',

  mailInTitle: 'Mail that comes in',
  mailInConnected: '{address}: connected for {age}',
  mailInBrought: '{address}: brought by a mail service',
  mailInOff: 'Not set up: no mail is read. Set an address under Incoming mail.',
  mailInOpening: 'Not checked: {address} is not connected yet. Check again in a minute.',
  mailInTrouble: '{address} can not be read: {problem}. Look at its settings under Incoming mail.',
  mailInSkipped: {
    one: '{n} mail to {address} could not be taken in today and lies there still. Read it there.',
    other: '{n} mails to {address} could not be taken in today and lie there still. Read them there.',
  },
  mailInBack: '{address}: a mail to it came back in {age}',
  mailInAway: 'Not known yet: a mail to {address} is on its way for {age}. Check again in a few minutes.',
  mailInLost:
    'A mail of ours to {address}, sent {age} ago, did not come back. Look for it in that mailbox and its spam folder, and whether the address leads to the mailbox that is read.',
  mailInUnsent: 'Nothing can be mailed to {address}: {problem}. Look whether there is such a mailbox.',

  pushTitle: 'Push to browsers',
  pushDevices: { one: '{n} browser is told', other: '{n} browsers are told' },
  pushHere: 'this one, too',
  pushNobody: 'Not set up: nobody has switched it on. Each agent does so under How I am told.',
  pushPlain:
    'Not set up: browsers take push over https alone. Put a certificate in front and begin PUBLIC_URL with https://.',
  pushHereLost:
    'This browser is to tell you while the inbox is closed, and can not: it blocks notifications, or is not subscribed any more. Switch it on again under How I am told.',

  telegramTitle: 'Telegram',
  telegramFine: '{name} answers',
  telegramOff: 'Not set up: there is no bot, or it is off. Set one under Telegram bot.',
  telegramSealed:
    'The bot’s token can not be read: SECRET_KEY is another than when it was set. Set it anew under Telegram bot.',
  telegramSilent:
    'Telegram does not answer for the bot: {problem}. Look at its token under Telegram bot, and whether this machine reaches Telegram.',
  telegramForeign:
    'Another program, at {host}, gets what agents write to the bot. Stop it, and save the settings under Telegram bot again.',
  telegramUnset:
    'Telegram does not bring here what agents write to the bot. Save the settings under Telegram bot again.',
  telegramStuck:
    'Telegram can not bring here what agents write to the bot: {problem}. Look whether PUBLIC_URL is reached from the internet.',

  smsTitle: 'SMS',
  smsReady: 'switched on',
  smsOff: 'Not set up: SMS is off. Set a gateway under SMS.',
  smsSealed:
    'The gateway’s secrets can not be read: SECRET_KEY is another than when they were set. Type them anew under SMS.',
  smsDayFull: {
    one: 'The limit of {n} message a day was reached, and others did not leave. Raise it under SMS, or look what sends so many.',
    other:
      'The limit of {n} messages a day was reached, and others did not leave. Raise it under SMS, or look what sends so many.',
  },

  checkLate: 'It was not to be found out within {age}. Check again; if it stays so, look at the server’s log.',
  checkFailed: 'It could not be found out. The server’s log has the reason.',

  allFine: 'All is well.',
  toMend: { one: '{n} thing to mend', other: '{n} things to mend' },
  seconds: { one: '{n} s', other: '{n} s' },
  minutes: { one: '{n} min', other: '{n} min' },
  hours: { one: '{n} h', other: '{n} h' },
  days: { one: '{n} day', other: '{n} days' },
  megabytes: '{n} MB',
  gigabytes: '{n} GB',
  terabytes: '{n} TB',
} satisfies Record<SaidCode | `${CheckName}Title`, string | Forms> & Record<string, string | Forms>;

/** A text by its plural forms, as `Intl.PluralRules` names them. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
/** The same keys, texts for texts and plurals for plurals. */
export type DoctorWords = { readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Forms };
