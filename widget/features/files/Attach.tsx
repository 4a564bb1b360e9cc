import { laterWords } from '../../panel/language.ts';
import { Clip } from './Clip.tsx';
import { Tray } from './Tray.tsx';

/** Both in a form, where the button has its name beside it. */
export function Attach({ owner }: { owner: string }) {
  return (
    <div class="attach">
      <Tray owner={owner} />
      <Clip owner={owner}>{laterWords()?.attach}</Clip>
    </div>
  );
}
