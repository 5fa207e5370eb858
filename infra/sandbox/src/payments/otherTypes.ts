/** Kinds of payment method that Stripe takes and the sandbox does not play. */
export const otherTypes =
  `acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bancontact billie bizum blik boleto cashapp crypto custom customer_balance
   eps fpx giropay grabpay ideal interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24
   pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay samsung_pay satispay scalapay sequra sofort sunbit swish twint upi
   wechat_pay zip`.split(/\s+/);
