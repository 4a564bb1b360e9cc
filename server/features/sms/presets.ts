/**
 * Gateways as their public documents describe them, in the words of our own recipes. Keys go into headers or bodies,
 * never into addresses, which stand in logs on the way.
 */
import type { SmsPreset, SmsRecipe } from '../../../protocol/sms.ts';
import { CUSTOM_VALUES } from './rules.ts';

export interface Preset {
  title: string;
  /** Where its owner finds what the fields ask for. */
  docs: string;
  /** In the order in which they are asked for. */
  fields: readonly { name: string; isSecret: boolean }[];
  /** Two of the fields that `{{basic}}` joins, as HTTP's Basic scheme does (RFC 7617). */
  basic?: readonly [user: string, password: string];
  recipe: SmsRecipe;
}

const open = (name: string) => ({ name, isSecret: false });
const secret = (name: string) => ({ name, isSecret: true });

const POST = { method: 'POST', headers: '', body: 'form', fields: '' } as const;
const ANSWER = { statusAt: '', taken: [], later: [], idAt: '', problemAt: '' };
/** They go elsewhere, or their documents do not say how they come. */
const NO_REPLIES = { listAt: '', fromAt: '', textAt: '' };
const NO_REPORTS = { listAt: '', idAt: '', statusAt: '', delivered: [], failed: [] };

/** What any other gateway is filled with: an account and a key, which its owner puts where they belong. */
export const CUSTOM: Pick<Preset, 'fields' | 'basic'> = { fields: [open('user'), secret('key')], basic: CUSTOM_VALUES };

export const PRESETS: Readonly<Record<Exclude<SmsPreset, 'custom'>, Preset>> = {
  twilio: {
    title: 'Twilio',
    docs: 'https://www.twilio.com/docs/messaging/api/message-resource',
    fields: [open('accountSid'), secret('authToken')],
    basic: ['accountSid', 'authToken'],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://api.twilio.com/2010-04-01/Accounts/{{accountSid}}/Messages.json',
      headers: 'Authorization: Basic {{basic}}',
      fields: 'To={{to}}\nFrom={{from}}\nBody={{text}}\nStatusCallback={{reports}}',
      idAt: 'sid',
      problemAt: 'message',
      report: {
        listAt: '',
        idAt: 'MessageSid',
        statusAt: 'MessageStatus',
        delivered: ['delivered', 'read'],
        failed: ['undelivered', 'failed'],
      },
      reply: { listAt: '', fromAt: 'From', textAt: 'Body' },
    },
  },
  vonage: {
    title: 'Vonage',
    docs: 'https://developer.vonage.com/en/api/sms',
    fields: [open('apiKey'), secret('apiSecret')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://rest.nexmo.com/sms/json',
      fields:
        'api_key={{apiKey}}\napi_secret={{apiSecret}}\nfrom={{from}}\nto={{digits}}\ntext={{text}}\ntype={{alphabet}}\ncallback={{reports}}',
      statusAt: 'messages.0.status',
      taken: ['0'],
      // Throttled, an error of theirs, keys, account, money, binds: none of these is about the one message.
      later: ['1', '4', '5', '8', '9', '10', '11'],
      idAt: 'messages.0.message-id',
      problemAt: 'messages.0.error-text',
      report: {
        listAt: '',
        idAt: 'messageId',
        statusAt: 'status',
        delivered: ['delivered'],
        failed: ['failed', 'expired', 'rejected'],
      },
      reply: { listAt: '', fromAt: 'msisdn', textAt: 'text' },
    },
  },
  messagebird: {
    title: 'MessageBird (Bird)',
    docs: 'https://developers.messagebird.com/api/sms-messaging/',
    fields: [secret('accessKey')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://rest.messagebird.com/messages',
      headers: 'Authorization: AccessKey {{accessKey}}',
      body: 'json',
      fields:
        '{"originator": "{{from}}", "recipients": ["{{digits}}"], "body": "{{text}}", "datacoding": "auto", "reference": "{{id}}", "reportUrl": "{{reports}}"}',
      idAt: 'id',
      problemAt: 'errors.0.description',
      report: {
        listAt: '',
        idAt: 'id',
        statusAt: 'status',
        delivered: ['delivered'],
        failed: ['expired', 'delivery_failed'],
      },
      reply: { listAt: '', fromAt: 'originator', textAt: 'body' },
    },
  },
  infobip: {
    title: 'Infobip',
    docs: 'https://www.infobip.com/docs/api/channels/sms',
    fields: [open('baseUrl'), secret('apiKey')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://{{baseUrl}}/sms/3/messages',
      headers: 'Authorization: App {{apiKey}}\nAccept: application/json',
      body: 'json',
      fields:
        '{"messages": [{"sender": "{{from}}", "destinations": [{"to": "{{digits}}"}], "content": {"text": "{{text}}"}, "webhooks": {"delivery": {"url": "{{reports}}"}}}]}',
      statusAt: 'messages.0.status.groupName',
      taken: ['PENDING', 'DELIVERED'],
      idAt: 'messages.0.messageId',
      problemAt: 'messages.0.status.description',
      report: {
        listAt: 'results',
        idAt: 'messageId',
        statusAt: 'status.groupName',
        delivered: ['DELIVERED'],
        failed: ['UNDELIVERABLE', 'EXPIRED', 'REJECTED'],
      },
      reply: { listAt: 'results', fromAt: 'from', textAt: 'text' },
    },
  },
  smsc: {
    title: 'SMSC.ru',
    docs: 'https://smsc.ru/api/http/',
    fields: [open('login'), secret('password')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://smsc.ru/sys/send.php',
      fields: 'login={{login}}\npsw={{password}}\nphones={{to}}\nmes={{text}}\nsender={{from}}\ncharset=utf-8\nfmt=3',
      statusAt: 'error_code',
      // Keys, money, a blocked address, too much at once.
      later: ['2', '3', '4', '9'],
      idAt: 'id',
      problemAt: 'error',
      report: {
        listAt: '',
        idAt: 'id',
        statusAt: 'status',
        delivered: ['1', '2', '4'],
        failed: ['3', '20', '22', '23', '24', '25'],
      },
      reply: { listAt: '', fromAt: 'phone', textAt: 'mes' },
    },
  },
  africastalking: {
    title: 'Africa’s Talking',
    docs: 'https://developers.africastalking.com/docs/sms/sending/bulk',
    fields: [open('username'), secret('apiKey')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://api.africastalking.com/version1/messaging',
      headers: 'apiKey: {{apiKey}}\nAccept: application/json',
      fields: 'username={{username}}\nto={{to}}\nmessage={{text}}\nfrom={{from}}',
      statusAt: 'SMSMessageData.Recipients.0.statusCode',
      taken: ['100', '101', '102'],
      // Money, and errors of theirs.
      later: ['405', '500', '501'],
      idAt: 'SMSMessageData.Recipients.0.messageId',
      problemAt: 'SMSMessageData.Recipients.0.status',
      report: {
        listAt: '',
        idAt: 'id',
        statusAt: 'status',
        delivered: ['Success'],
        failed: ['Failed', 'Rejected', 'AbsentSubscriber', 'Expired'],
      },
      reply: { listAt: '', fromAt: 'from', textAt: 'text' },
    },
  },
  unifonic: {
    title: 'Unifonic',
    docs: 'https://docs.unifonic.com/reference/sms-api',
    fields: [secret('appSid')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://el.cloud.unifonic.com/rest/SMS/messages',
      headers: 'Accept: application/json',
      fields:
        'AppSid={{appSid}}\nSenderID={{from}}\nRecipient={{digits}}\nBody={{text}}\nresponseType=JSON\nCorrelationID={{id}}\nasync=false',
      statusAt: 'success',
      taken: ['true'],
      idAt: 'data.MessageID',
      problemAt: 'message',
      report: {
        listAt: '',
        idAt: 'MessageID',
        statusAt: 'Status',
        delivered: ['Delivered'],
        failed: ['Rejected', 'Failed', 'Undelivered'],
      },
      reply: NO_REPLIES,
    },
  },
  msg91: {
    title: 'MSG91',
    docs: 'https://docs.msg91.com/sms/send-sms',
    // India takes texts by registered templates alone: the whole text is its one variable.
    fields: [open('templateId'), secret('authKey')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://control.msg91.com/api/v5/flow/',
      headers: 'authkey: {{authKey}}\nAccept: application/json',
      body: 'json',
      fields:
        '{"template_id": "{{templateId}}", "sender": "{{from}}", "recipients": [{"mobiles": "{{digits}}", "text": "{{text}}"}]}',
      statusAt: 'type',
      taken: ['success'],
      idAt: 'message',
      problemAt: 'message',
      report: {
        listAt: '',
        idAt: 'requestId',
        statusAt: 'status',
        delivered: ['1'],
        failed: ['2', '9', '16', '17', '25'],
      },
      reply: NO_REPLIES,
    },
  },
  // Mongolia. Its own papers ("Text API", Media Professional LLC) are given to customers; what stands here is what public
  // programs say of them that send by it, alike in address, header, fields and answer. It brings no reports: they are fetched.
  callpro: {
    title: 'CallPro',
    docs: 'https://callpro.mn',
    fields: [secret('apiKey')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://api-text.callpro.mn/v1/sms/send',
      headers: 'x-api-key: {{apiKey}}',
      body: 'json',
      fields: '{"from": "{{from}}", "to": "{{national}}", "text": "{{text}}"}',
      // A number that its owner has closed.
      ofNumber: [403],
      idAt: 'message_id',
      problemAt: 'error',
      report: NO_REPORTS,
      reply: NO_REPLIES,
    },
  },
  // Ethiopia. What it tells a `callback` is not in its documents, so none is asked for.
  afromessage: {
    title: 'AfroMessage',
    docs: 'https://www.afromessage.com/developers',
    fields: [secret('token')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://api.afromessage.com/api/send',
      headers: 'Authorization: Bearer {{token}}',
      body: 'json',
      fields: '{"sender": "{{from}}", "to": "{{to}}", "message": "{{text}}"}',
      statusAt: 'acknowledge',
      taken: ['success'],
      idAt: 'response.message_id',
      problemAt: 'response.errors.0',
      report: NO_REPORTS,
      reply: NO_REPLIES,
    },
  },
  // Ethiopia. Its collection shows no failure of this address; `error` and `msg` are what programs tell of.
  geezsms: {
    title: 'GeezSMS',
    docs: 'https://documenter.getpostman.com/view/11254016/TzK2YZ2J',
    fields: [secret('token')],
    recipe: {
      ...POST,
      ...ANSWER,
      url: 'https://api.geezsms.com/api/v1/sms/send',
      fields: 'token={{token}}\nphone={{digits}}\nmsg={{text}}\nshortcode_id={{from}}',
      statusAt: 'message_status',
      taken: ['success'],
      idAt: 'api_log_id',
      problemAt: 'msg',
      report: NO_REPORTS,
      reply: NO_REPLIES,
    },
  },
};
