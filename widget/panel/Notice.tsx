import { words } from './language.ts';
import { link } from './link.ts';
import { watching } from './value.ts';

/** Says that what is typed does not outlive the page, or that the link is down and it is kept: not both, as one would be a lie. */
export const Notice = watching([link], () => {
  const { isForgetful, isDown } = link.now;
  const t = words();
  return (
    <p class="bar" role="status">
      {isForgetful ? t.unkept : isDown && t.offline}
    </p>
  );
});
