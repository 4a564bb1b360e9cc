import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { signingKey } from '../../../../server/features/doctor/checks/mail-domain.ts';
import { aboutMailDomain, judgeDkim, judgeSpf } from '../../../../server/features/doctor/mail-records.ts';

const sender = { domain: 'altan.example', smtpHost: 'mail.example.com', dkim: null };

test.each([
  ['is there', ['v=spf1 include:mail.example.com ~all', 'other=1'], 'spfFine'],
  ['hands over to another', ['v=spf1 redirect=_spf.example.com'], 'spfFine'],
  ['is alone', ['V=SPF1 mx -all'], 'spfFine'],
  ['is missing', ['google-site-verification=1', 'v=spf10 mx'], 'spfNone'],
  ['is there twice', ['v=spf1 mx -all', 'v=spf1 a -all'], 'spfSeveral'],
  ['lets everybody in', ['v=spf1 mx +all'], 'spfOpen'],
  ['lets everybody in without a sign', ['v=spf1 mx all'], 'spfOpen'],
  ['lets every address in', ['v=spf1 ip4:0.0.0.0/0 -all'], 'spfOpen'],
])('SPF that %s', (_how, texts, code) => {
  expect(judgeSpf(texts, sender).code).toBe(code);
});

test('SPF to be added names the server that mails leave by, if the world knows it', () => {
  expect(judgeSpf([], sender).values.record).toBe('v=spf1 mx a:mail.example.com ~all');
  expect(judgeSpf([], { ...sender, smtpHost: 'localhost' }).values.record).toBe('v=spf1 mx ~all');
  expect(judgeSpf([], { ...sender, smtpHost: '10.0.0.7' }).values.record).toBe('v=spf1 mx ~all');
});

test.each([
  ['of its own', { '_dmarc.shop.altan.example': ['v=DMARC1; p=reject'] }, 'dmarcFine'],
  [
    'of what is above it',
    { '_dmarc.altan.example': ['V=DMARC1 ; adkim=s; p = none; rua=mailto:x@y.example'] },
    'dmarcFine',
  ],
  ['without a policy', { '_dmarc.shop.altan.example': ['v=DMARC1; rua=mailto:x@y.example'] }, 'dmarcNone'],
  ['of another version', { '_dmarc.shop.altan.example': ['v=DMARC2; p=none'] }, 'dmarcNone'],
  ['of the whole country alone', { '_dmarc.example': ['v=DMARC1; p=none'] }, 'dmarcNone'],
  ['nowhere', {}, 'dmarcNone'],
])('DMARC %s', async (_how, records: Record<string, string[]>, code) => {
  const found = await aboutMailDomain({ ...sender, domain: 'shop.altan.example' }, async name => records[name] ?? []);
  expect(found.map(each => each.code)).toEqual(['spfNone', code]);
});

test.each([
  ['as it is', ['v=DKIM1; k=rsa; p=MIIB+Qw=='], 'dkimFine'],
  ['in the pieces that DNS wants', ['k=rsa; p=MIIB +Qw=='], 'dkimFine'],
  ['beside another one', ['v=DKIM1; p=OLD', 'v=DKIM1; p=MIIB+Qw=='], 'dkimFine'],
  ['that another one has', ['v=DKIM1; k=rsa; p=OTHER'], 'dkimOther'],
  ['that was taken back', ['v=DKIM1; p='], 'dkimNone'],
  ['that is not there', ['something=else'], 'dkimNone'],
])('DKIM with a key %s', (_how, texts, code) => {
  expect(judgeDkim(texts, { name: 'desk._domainkey.altan.example', publicKey: 'MIIB+Qw==' }).code).toBe(code);
});

test('DKIM is looked up where mails are signed here', async () => {
  const dkim = { name: 'desk._domainkey.altan.example', publicKey: 'MIIB' };
  const found = await aboutMailDomain({ ...sender, dkim }, async () => []);
  expect(found[1]).toMatchObject({ code: 'dkimNone', values: { record: 'v=DKIM1; k=rsa; p=MIIB' } });
});

test('the record of a key says its public half alone', () => {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const { privateKey } = pair;
  const { name, publicKey } = signingKey({ domainName: 'altan.example', keySelector: 'desk', privateKey });
  expect(name).toBe('desk._domainkey.altan.example');
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
  expect(key.export({ type: 'spki', format: 'pem' })).toBe(pair.publicKey);
});
