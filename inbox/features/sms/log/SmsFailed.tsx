import { reasonText } from './reasons.ts';
import { t } from './words/index.ts';

/** One line of the log: a message to the person did not arrive. */
export function SmsFailed({ problem }: { problem: string }) {
  return (
    <>
      {t('failed')} {problem && <bdi>({reasonText(problem)})</bdi>}
    </>
  );
}
