import type { SmsCount } from '../../../protocol/sms.ts';

/** What a text takes, as telephone networks cut it (3GPP TS 23.040, 23.038). Fetched when the first text is counted. */
export async function countSegments(text: string): Promise<SmsCount> {
  const { SegmentedMessage } = await import('sms-segments-calculator');
  // Without "smart" letters: not every gateway writes “ as ", and none may cost more than was said.
  const message = new SegmentedMessage(text, 'auto', false);
  return { encoding: message.getEncodingName() as SmsCount['encoding'], segments: message.segmentsCount };
}
