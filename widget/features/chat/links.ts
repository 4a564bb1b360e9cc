/**
 * Cuts text into plain pieces and web addresses, which stand at the odd places. Only http and https: everything else
 * stays text. What ends a sentence does not end an address.
 */
export function splitLinks(text: string): string[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>"'.,:;!?)\]।。።])/i);
}
