/** What is written down, each under the name of what it happened to. Imports nothing: pages list them, too. */
export const AUDIT_ACTIONS = [
  'session.begun',
  /** Somebody was refused who tried to sign in. */
  'session.refused',
  /** Signed out. */
  'session.left',
  /** Ended from another one. */
  'session.ended',
  /** Several at once. */
  'sessions.ended',
  'factor.on',
  'factor.off',
  'factor.required',
  'recovery.used',
  'recovery.renewed',
  'password.changed',
  'invitation.made',
  'invitation.withdrawn',
  'invitation.accepted',
  'agent.changed',
  'site.made',
  'site.changed',
  'identity.renewed',
  'visitors.signedOut',
  'webhook.made',
  'webhook.changed',
  'webhook.removed',
  'webhook.renewed',
  'delivery.retried',
  'delivery.removed',
  'person.exported',
  'person.erased',
  'retention.swept',
  'blocklist.changed',
  'quarantine.released',
  'sms.changed',
  /** A message was sent to see whether the gateway takes it. */
  'sms.tested',
  /** An agent's number for messages was proved or removed. */
  'number.changed',
  'team.made',
  'team.changed',
  'team.removed',
] as const;
