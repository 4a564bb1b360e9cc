/** Files to send and files that were sent: a chunk of its own, for sites that take some. */
import { addStyle } from '../../panel/style.ts';
import { Clip } from './Clip.tsx';
import style from './files.css?inline';
import { Tray } from './Tray.tsx';

addStyle(style);

export { Attach } from './Attach.tsx';
export { Attached } from './Attached.tsx';
export { close, has, prepare, settle, take } from './state.ts';
export { Clip, Tray };
