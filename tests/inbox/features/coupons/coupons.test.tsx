// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { CouponDialog } from '../../../../inbox/features/coupons/dialog/CouponDialog.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { CouponAnswer } from '../../../../protocol/coupons.ts';
import { newCoupon } from '../../../contract/rules/coupons.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const CODE = 'GIFT-CODE';
const PATH = `coupons/${CODE}/use`;

async function openCertificate(use: (amount: number) => void = () => {}) {
  let left = 1_000_000;
  const answer = (): CouponAnswer => {
    const fields = { kind: 'certificate', percent: null, amount: 1_000_000, currency: 'MNT', uses: null } as const;
    const coupon = { code: CODE, ...newCoupon({ ...fields, amountLeft: left, until: START * 2 }) };
    return { coupon, list: null, contactId: null, contact: null, uses: [] };
  };
  const desk = openInbox([], {
    answers: {
      [`GET coupons/${CODE}`]: answer,
      [`POST ${PATH}`]: ({ body }) => {
        const { amount } = body as { amount: number };
        use(amount);
        left -= amount;
        return answer();
      },
    },
  });
  const page = await draw(desk, <CouponDialog code={CODE} onClose={() => {}} />);
  await vi.waitUntil(() => page.hasButton('Mark as used'));
  const pay = async (amount: string) => {
    const asked = desk.http.asked(`POST ${PATH}`).length;
    await page.type(page.field('Amount to be paid with it, MNT'), amount);
    await page.press('Mark as used');
    await vi.waitUntil(() => desk.http.asked(`POST ${PATH}`).length > asked);
    return (desk.http.asked(`POST ${PATH}`).at(-1)!.body as { clientId: string }).clientId;
  };
  return { page, pay };
}

test('CU2 two parts of a certificate in one open dialog are two uses', async () => {
  const { page, pay } = await openCertificate();
  const first = await pay('100');
  await vi.waitUntil(() => page.field('Amount to be paid with it, MNT').value === '');
  expect(await pay('50')).not.toBe(first);
});

test('CU2 a press that did not come through is sent again as the same, and with another amount it is looked at anew', async () => {
  let refusal: 'OFFLINE' | 'CLIENT_ID_REUSED' = 'OFFLINE';
  const { page, pay } = await openCertificate(() => {
    throw new ApiError(refusal);
  });
  const first = await pay('100');
  refusal = 'CLIENT_ID_REUSED';
  await vi.waitUntil(() => page.button('Mark as used').ariaDisabled !== 'true');
  expect(await pay('50')).toBe(first);
  await vi.waitUntil(() => page.button('Mark as used').ariaDisabled !== 'true');
  expect(await pay('50')).not.toBe(first);
});
