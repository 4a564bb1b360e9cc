/** Days within which somebody came again. Imports nothing, so that pages have it too. */
export const RETURN_DAYS = [30, 60, 90, 180] as const;
