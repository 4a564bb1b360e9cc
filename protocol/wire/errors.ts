/**
 * The closed tables of error codes and socket close codes. Imports nothing: pages translate codes, servers send them.
 * `protocol/spec/wire.md` prints the same tables; a check keeps them equal.
 */

/** HTTP status and English sentence of each code. The sentence is for logs and API users; pages translate the code. */
export const ERRORS = {
  BAD_FRAME: { status: 400, text: 'The frame is not JSON of a known shape.' },
  BAD_REQUEST: { status: 400, text: 'The request does not have the shape that this address takes.' },
  FRAME_TYPE_UNKNOWN: { status: 400, text: 'No command has this type.' },
  FRAME_TOO_LARGE: { status: 413, text: 'The frame or body is larger than 64 KiB.' },
  HELLO_EXPECTED: { status: 400, text: 'The first frame of a socket must be hello.' },
  VERSION_UNSUPPORTED: { status: 400, text: 'This server does not speak that version of the protocol.' },
  SITE_UNKNOWN: { status: 404, text: 'No site has this key.' },
  ORIGIN_REFUSED: { status: 403, text: 'The site does not list this origin.' },
  CHANNEL_OFF: { status: 403, text: 'The site has switched this channel off.' },
  TOKEN_INVALID: { status: 401, text: 'The visitor token is unknown here; say hello without one to get a new one.' },
  ERASED: { status: 410, text: 'What was kept of this visitor was erased; forget it too, and begin without a token.' },
  IDENTITY_INVALID: { status: 401, text: 'The signed identity is not valid for this site.' },
  IDENTITY_USED: { status: 401, text: 'Another browser has used this signed identity; sign one for each visitor.' },
  SIGN_IN_REQUIRED: { status: 401, text: 'Sign in first.' },
  SIGN_IN_FAILED: { status: 401, text: 'E-mail and password do not match.' },
  CODE_REQUIRED: { status: 401, text: 'This account has a second factor: send its code with the password.' },
  CODE_WRONG: { status: 401, text: 'This code is another, was used already or has run out.' },
  FACTOR_REQUIRED: { status: 403, text: 'Everybody needs a second factor here: set one up first.' },
  FACTOR_ON: { status: 409, text: 'There is a second factor already; switch it off first.' },
  INVITE_INVALID: { status: 410, text: 'This link was used already or has run out; ask for a new one.' },
  FORBIDDEN: { status: 403, text: 'Only an owner may do this.' },
  LAST_OWNER: { status: 409, text: 'The last owner can not be disabled or made an agent.' },
  EMAIL_TAKEN: { status: 409, text: 'Another agent has this e-mail.' },
  NOT_FOUND: { status: 404, text: 'There is nothing at this address.' },
  CONVERSATION_UNKNOWN: { status: 404, text: 'There is no such conversation, or it is not yours.' },
  CALLBACK_UNKNOWN: { status: 404, text: 'There is no such callback, or it is not yours.' },
  CALLBACK_DONE: { status: 409, text: 'This callback has already ended.' },
  RATING_OVER: { status: 409, text: 'This is not asked, was answered already, or is too long ago.' },
  ALREADY_CLAIMED: { status: 409, text: 'Another agent was faster.' },
  CLIENT_ID_REUSED: { status: 409, text: 'The same client id came before with other content.' },
  FIELD_INVALID: { status: 422, text: 'A field is missing or malformed.' },
  FIELD_REQUIRED: { status: 422, text: 'A required field is empty.' },
  TEXT_TOO_LONG: { status: 422, text: 'The text is longer than this field takes.' },
  PHONE_INVALID: { status: 422, text: 'This is not a phone number that can be rung.' },
  EMAIL_INVALID: { status: 422, text: 'This is not an e-mail address.' },
  CONSENT_REQUIRED: { status: 422, text: 'The site asks for consent first.' },
  SLOT_TAKEN: { status: 409, text: 'That time is taken, past or outside opening hours; choose another.' },
  BOOKING_OVER: { status: 409, text: 'It is too late to change this booking, or it is over.' },
  CALLBACK_PENDING: {
    status: 409,
    text: 'So many calls are promised to this person or number already; move or cancel one.',
  },
  FILES_OFF: { status: 403, text: 'This site takes no files.' },
  FILE_KIND: { status: 422, text: 'Files of this kind are not taken here, or its content is not what its name says.' },
  FILE_TOO_LARGE: { status: 413, text: 'The file is larger than the site takes.' },
  FILES_TOO_MANY: { status: 422, text: 'So many files at once are more than the site takes.' },
  FILES_FULL: { status: 409, text: "The site's room for files is full; its owner can make more." },
  FILE_UNKNOWN: { status: 404, text: 'There is no such file, it is not yours, or it was sent already.' },
  FILE_UNFINISHED: { status: 409, text: 'This file is not here in whole yet; send the rest of it first.' },
  FILE_OFFSET: { status: 409, text: 'A piece begins where the kept bytes end; go on from the offset given.' },
  KEY_INVALID: { status: 401, text: 'This key is unknown here, or was revoked.' },
  IMPORTS_FULL: { status: 409, text: 'So many imports are not ended already; end or remove one first.' },
  IMPORT_STATE: {
    status: 409,
    text: 'The import is not where this could be done: it has ended, runs, or is not read yet.',
  },
  KEYS_FULL: { status: 409, text: 'There are as many keys as one can look after; revoke one first.' },
  CONTACT_CHANGED: { status: 409, text: 'Somebody else changed this person meanwhile; look again.' },
  CONTACT_JOINED: { status: 409, text: 'These are one person already.' },
  CARD_FULL: { status: 409, text: 'So many contacts are joined to this person already that no more can be.' },
  IDENTITY_TAKEN: { status: 409, text: 'This is proven to be another person; join the two, if they are one.' },
  VIEWS_FULL: { status: 409, text: 'There are as many saved views as one can look through; remove one first.' },
  PASSWORD_WEAK: { status: 422, text: 'The password needs at least 10 characters.' },
  PASSWORD_KNOWN: { status: 422, text: 'This password is among those that everybody tries first; choose another.' },
  RATE_LIMITED: { status: 429, text: 'Too much at once; try again after the time given.' },
  STORE_UNAVAILABLE: { status: 503, text: 'The store can not keep this now; the sender should keep it and try again.' },
  STOPPING: { status: 503, text: 'This server is stopping; connect again.' },
  INTERNAL: { status: 500, text: 'Something broke on the server; the log has the details.' },
} as const satisfies Record<string, { status: number; text: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Close codes of the sockets. Below 4000 they are RFC 6455's; a client comes back after every one but those marked final. */
export const CLOSE_CODES = {
  GOING_AWAY: { code: 1001, isFinal: false, text: 'The page or the server leaves.' },
  TOO_LARGE: { code: 1009, isFinal: false, text: 'A frame was larger than 64 KiB.' },
  RESTART: { code: 1012, isFinal: false, text: 'The server restarts; come back after a random pause.' },
  TRY_LATER: { code: 1013, isFinal: false, text: 'The server is overloaded or its store is away; come back later.' },
  BAD_FRAMES: { code: 4000, isFinal: false, text: 'Too many frames that could not be read.' },
  SIGNED_OUT: { code: 4001, isFinal: true, text: 'The session ended or the token is not valid.' },
  REFUSED: { code: 4003, isFinal: true, text: 'The site key or the origin is refused.' },
  SILENT: { code: 4008, isFinal: false, text: 'Nothing was heard in time.' },
  SLOW_READER: { code: 4009, isFinal: false, text: 'Too much was waiting to be read.' },
} as const satisfies Record<string, { code: number; isFinal: boolean; text: string }>;

export type CloseName = keyof typeof CLOSE_CODES;
