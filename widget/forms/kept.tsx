/**
 * What stands in place of a form once the server has kept it: a chunk of its own. It imports only what lies in the panel's
 * chunk, and is handed what it needs of the forms': that may run under a second specifier (panel/chunks.ts), of which an
 * import would know nothing.
 */
import { Cancelled, Promised } from '../features/callback/Promised.tsx';
import { promiseOf } from '../features/callback/promise.ts';
import promiseStyle from '../features/callback/promised.css?inline';
import { Thanks } from '../features/contact/Thanks.tsx';
import { addStyle } from '../panel/style.ts';
import { Done, Quiet } from './Done.tsx';
import doneStyle from './done.css?inline';

addStyle(doneStyle + promiseStyle);

export { Cancelled, Done, Promised, promiseOf, Quiet, Thanks };
