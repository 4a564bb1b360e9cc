/** Mails as programs write them, for the tests of this room. All of them are made up; their forms are those of real servers. */

/** A mail from its headers and body, with the line ends that mails have. */
export function mailOf(headers: Record<string, string>, body: string): Buffer {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${head.join('\n')}\n\n${body}`.replace(/\r?\n/g, '\r\n'));
}

/** Somebody's plain words. */
export function letterMail(change: Record<string, string> = {}, text = 'Do you deliver to Darkhan?'): Buffer {
  const headers = {
    From: 'Ann Lee <ann@example.com>',
    To: 'hello@altan.example',
    Subject: 'Delivery',
    'Message-ID': '<letter-1@example.com>',
    Date: 'Wed, 4 Mar 2026 10:00:00 +0000',
    'Return-Path': '<ann@example.com>',
  };
  return mailOf({ ...headers, ...change }, text);
}

/** What servers make of a mail of ours that they can not bring. @param ours Message-ID of it */
export function bounces(ours: string): Record<string, Buffer> {
  const original = `Message-ID: <${ours}>\nFrom: Altan <desk@altan.example>\nTo: ann@example.com\nSubject: Re: Delivery`;
  const report = (fields: string) => `Reporting-MTA: dns; mx.example.com\n\n${fields}`;
  const failed = (to = 'ann@example.com', code = '5.1.1', text = '550 5.1.1 no such user') =>
    report(`Final-Recipient: rfc822; ${to}\nAction: failed\nStatus: ${code}\nDiagnostic-Code: smtp; ${text}`);
  const multipart = (headers: Record<string, string>, parts: [type: string, body: string][]) =>
    mailOf(
      {
        'MIME-Version': '1.0',
        'Content-Type': 'multipart/report; report-type=delivery-status;\n boundary="b"',
        ...headers,
      },
      `${parts.map(([type, body]) => `--b\nContent-Type: ${type}\n\n${body}\n`).join('\n')}\n--b--\n`,
    );
  const text = 'text/plain; charset=utf-8';
  const status = 'message/delivery-status';
  return {
    postfix: multipart(
      {
        'Return-Path': '<>',
        From: 'MAILER-DAEMON@mx.example.com (Mail Delivery System)',
        Subject: 'Undelivered Mail Returned to Sender',
        'Auto-Submitted': 'auto-replied',
      },
      [
        [text, 'This is the mail system at host mx.example.com.\n\n<ann@example.com>: unknown user'],
        [status, failed()],
        ['message/rfc822', `${original}\n\nYes, on Fridays.`],
      ],
    ),
    'postfix, headers alone': multipart(
      { 'Return-Path': '<>', From: 'MAILER-DAEMON@mx.example.com', Subject: 'Undelivered Mail' },
      [
        [text, 'This is the mail system.'],
        [status, failed()],
        ['text/rfc822-headers', original],
      ],
    ),
    sendmail: multipart(
      {
        From: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example.com>',
        Subject: 'Returned mail: see transcript for details',
        'Auto-Submitted': 'auto-generated (failure)',
      },
      [
        [text, '   ----- The following addresses had permanent fatal errors -----\n<ann@example.com>'],
        [status, failed()],
        ['message/rfc822', `${original}\n\nYes.`],
      ],
    ),
    exim: mailOf(
      {
        'Return-path': '<>',
        From: 'Mail Delivery System <Mailer-Daemon@mx.example.com>',
        Subject: 'Mail delivery failed: returning message to sender',
        'X-Failed-Recipients': 'ann@example.com',
        'Auto-Submitted': 'auto-replied',
      },
      `This message was created automatically by mail delivery software.\n\n  ann@example.com\n    host mx: 550 No such user\n\n------ This is a copy of the message, including all the headers. ------\n\n${original}\n\nYes.`,
    ),
    qmail: mailOf(
      { 'Return-Path': '<>', From: 'MAILER-DAEMON@qmail.example.com', Subject: 'failure notice' },
      `Hi. This is the qmail-send program at qmail.example.com.\n\n<ann@example.com>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${original}\n\nYes.`,
    ),
    'exchange online': multipart(
      {
        'Return-Path': '<>',
        From: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.com>',
        Subject: 'Undeliverable: Re: Delivery',
        'Auto-Submitted': 'auto-replied',
        'X-MS-Exchange-Message-Is-Ndr': '',
      },
      [
        [text, "ann@example.com wasn't found at example.com."],
        [status, failed('ann@example.com', '5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound')],
        ['message/rfc822', `${original}\n\nYes.`],
      ],
    ),
    'exchange in russian': multipart(
      {
        'Return-Path': '<>',
        From: 'postmaster@example.com',
        Subject: '=?utf-8?B?0J3QtSDRg9C00LDQu9C+0YHRjCDQtNC+0YHRgtCw0LLQuNGC0Yw=?=',
      },
      [
        [text, 'Не удалось доставить сообщение.'],
        [status, failed('ann@example.com', '5.2.2', '552 5.2.2 mailbox full')],
        ['message/rfc822', `${original}\n\nДа.`],
      ],
    ),
    gmail: multipart(
      {
        'Return-Path': '<>',
        From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        Subject: 'Delivery Status Notification (Failure)',
        'X-Failed-Recipients': 'ann@example.com',
        'Auto-Submitted': 'auto-replied',
        References: `<${ours}>`,
        'In-Reply-To': `<${ours}>`,
      },
      [
        [text, "** Address not found **\n\nYour message wasn't delivered to ann@example.com"],
        [
          status,
          failed('ann@example.com', '5.1.1', '550-5.1.1 The email account that you tried to reach does\n not exist.'),
        ],
        ['message/rfc822', `${original}\n\nYes.`],
      ],
    ),
    yahoo: mailOf(
      {
        'Return-Path': '<>',
        From: 'MAILER-DAEMON@yahoo.example',
        Subject: 'Failure Notice',
        'X-Failed-Recipients': 'ann@example.com',
      },
      `Sorry, we were unable to deliver your message to the following address.\n\n<ann@example.com>:\n554: delivery error\n\n--- Below this line is a copy of the message.\n\n${original}`,
    ),
    ses: multipart(
      {
        'Return-Path': '<>',
        From: 'MAILER-DAEMON@eu-west-1.amazonses.example',
        Subject: 'Delivery Status Notification (Failure)',
      },
      [
        [text, 'An error occurred while trying to deliver the mail to the following recipients:\nann@example.com'],
        [status, failed()],
        ['message/rfc822', `${original}\n\nYes.`],
      ],
    ),
    courier: multipart(
      {
        'Return-Path': '<>',
        From: '"Courier mail server at mx" <@mx.example.com>',
        Subject: 'NOTICE: mail delivery status.',
      },
      [
        [text, 'UNDELIVERABLE MAIL'],
        [status, failed()],
        ['text/rfc822-headers; charset=us-ascii', original],
      ],
    ),
    yandex: multipart(
      {
        'Return-Path': '<>',
        From: 'mailer-daemon@yandex.example',
        Subject: '=?utf-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtQ==?=',
        'Auto-Submitted': 'auto-replied',
      },
      [
        [text, 'Это письмо создано автоматически сервером Яндекс.Почты.'],
        [status, failed()],
        ['message/rfc822', `${original}\n\nДа.`],
      ],
    ),
    hmailserver: mailOf(
      { 'Return-Path': '<>', From: 'mailer-daemon@hmail.example', Subject: 'Message undeliverable: Re: Delivery' },
      `Your message did not reach some or all of the intended recipients.\n\n   Recipients:\n      ann@example.com\n   Error: 550\n\nhMailServer\n\n${original}`,
    ),
    'original recipient': multipart({ 'Return-Path': '<>', From: 'postmaster@example.com', Subject: 'Undeliverable' }, [
      [
        status,
        report(
          'Original-Recipient: rfc822;ann@example.com\nFinal-Recipient: rfc822;ann.lee@internal.example.com\nAction: failed\nStatus: 5.4.1',
        ),
      ],
      ['message/rfc822', `${original}\n\nYes.`],
    ]),
  };
}

/** What says of a mail of ours that nobody has to act on. */
export function notices(ours: string): Record<string, Buffer> {
  const original = `Message-ID: <${ours}>\nSubject: Re: Delivery`;
  const part = (type: string, body: string) => `--b\nContent-Type: ${type}\n\n${body}\n`;
  return {
    'delayed by postfix': mailOf(
      {
        'Return-Path': '<>',
        From: 'MAILER-DAEMON@mx.example.com',
        Subject: 'Delayed Mail (still being retried)',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      },
      `${part('text/plain', 'YOU DO NOT NEED TO RESEND')}${part('message/delivery-status', 'Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ann@example.com\nAction: delayed\nStatus: 4.4.1')}${part('text/rfc822-headers', original)}--b--`,
    ),
    'was delivered': mailOf(
      {
        'Return-Path': '<>',
        From: 'postmaster@example.com',
        Subject: 'Delivered',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      },
      `${part('message/delivery-status', 'Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ann@example.com\nAction: relayed\nStatus: 2.0.0')}${part('message/rfc822', original)}--b--`,
    ),
    'was read': mailOf(
      {
        From: 'ann@example.com',
        Subject: 'Read: Re: Delivery',
        'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
      },
      `${part('text/plain', 'Your message was read.')}${part('message/disposition-notification', `Original-Message-ID: <${ours}>\nDisposition: manual-action/MDN-sent-manually; displayed`)}--b--`,
    ),
  };
}

/** Programs that answer in the place of a person. */
export const ABSENCES: Record<string, Buffer> = {
  exchange: letterMail({
    Subject: 'Automatic reply: Re: Delivery',
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'Return-Path': '<>',
  }),
  gmail: letterMail({
    Subject: 'On holiday Re: Delivery',
    'Auto-Submitted': 'auto-replied',
    Precedence: 'bulk',
    'X-Autoreply': 'yes',
  }),
  'vacation(1)': letterMail({
    Subject: 'away from my mail',
    'Auto-Submitted': 'auto-replied (vacation)',
    Precedence: 'bulk',
  }),
  yandex: letterMail({
    Subject: '=?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0LXRgdC60LjQuSDQvtGC0LLQtdGC?=',
    'Auto-Submitted': 'auto-replied',
  }),
  'mail.ru': letterMail({ Subject: '=?utf-8?B?0JDQstGC0L7QvtGC0LLQtdGC?=', Precedence: 'bulk', 'Return-Path': '<>' }),
  'auto_reply precedence': letterMail({ Precedence: 'auto_reply' }),
  roundcube: letterMail({
    Subject: 'Out of office',
    'Auto-Submitted': 'auto-replied',
    'X-Autorespond': 'Re: Delivery',
  }),
};

/** Programs and lists that write of themselves. */
export const MACHINES: Record<string, Buffer> = {
  newsletter: letterMail({
    From: 'News <news@shop.example>',
    'List-Unsubscribe': '<https://shop.example/u>',
    'List-Id': '<n.shop.example>',
    Precedence: 'bulk',
  }),
  campaign: letterMail({
    From: 'Offers <offers@shop.example>',
    'Feedback-ID': '1:2:3:shop',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }),
  'mailing list': letterMail({ 'List-Post': '<mailto:list@example.org>', Precedence: 'list' }),
  'ticket system': letterMail({
    From: 'Support <support@example.net>',
    Subject: '[#123] We have your request',
    'Auto-Submitted': 'auto-generated',
  }),
  monitor: letterMail({ From: 'root@example.net', 'Auto-Submitted': 'auto-generated', Subject: 'cron' }),
  'nobody’s': letterMail({ From: 'billing@example.net', 'Return-Path': '<>' }),
};

/** People, who may look a little like programs. */
export const PEOPLE: Record<string, Buffer> = {
  plain: letterMail(),
  'says that it is none': letterMail({ 'Auto-Submitted': 'no' }),
  'wants no absences back': letterMail({ 'X-Auto-Response-Suppress': 'OOF, AutoReply' }),
  'writes of an absence': letterMail({ Subject: 'Out of office furniture, do you have some?' }),
  urgent: letterMail({ Precedence: 'first-class', 'X-Priority': '1' }),
  'without a name': letterMail({ From: 'ann@example.com' }),
};
