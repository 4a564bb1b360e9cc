import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  attach: 'Attach files',
  remove: 'Remove {name}',
  uploading: 'Uploading {name}',
  uploaded: '{name} is uploaded',
  photo: 'Photo',
  photoOf: 'Photo: {name}',
  fileOf: 'File: {name}',
  unkept: 'This browser can not keep files: leave the page open until they are sent.',
  tooLarge: 'Too large. At most {size}.',
  tooMany: 'Too many files for one message. At most {n}.',
  wrongKind: 'This kind of file is not taken here.',
  full: 'There is no room for more files here now.',
  off: 'Files are not taken here.',
  lost: 'This file is no longer in the browser. Choose it again.',
  kilobytes: '{n} kB',
  megabytes: '{n} MB',
  waits: 'Waits for the connection',
};
export default en;
export type Messages = MessagesOf<typeof en>;
