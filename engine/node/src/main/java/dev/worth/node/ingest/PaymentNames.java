// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static java.util.Map.entry;

import dev.worth.protocol.PaymentMethod;
import java.util.Map;

/** The names shops have for ways to pay, folded; what is not among them is UNKNOWN. */
final class PaymentNames {
  static final Map<String, PaymentMethod> METHODS =
      Map.ofEntries(
          entry("card", PaymentMethod.CARD),
          entry("creditcard", PaymentMethod.CARD),
          entry("debitcard", PaymentMethod.CARD),
          entry("visa", PaymentMethod.CARD),
          entry("mastercard", PaymentMethod.CARD),
          entry("amex", PaymentMethod.CARD),
          entry("wallet", PaymentMethod.WALLET),
          entry("paypal", PaymentMethod.WALLET),
          entry("applepay", PaymentMethod.WALLET),
          entry("googlepay", PaymentMethod.WALLET),
          entry("alipay", PaymentMethod.WALLET),
          entry("wechatpay", PaymentMethod.WALLET),
          entry("klarna", PaymentMethod.INVOICE),
          entry("invoice", PaymentMethod.INVOICE),
          entry("banktransfer", PaymentMethod.BANK_TRANSFER),
          entry("sepa", PaymentMethod.BANK_TRANSFER),
          entry("directdebit", PaymentMethod.BANK_TRANSFER),
          entry("giftcard", PaymentMethod.GIFT_CARD),
          entry("cash", PaymentMethod.CASH),
          entry("cashondelivery", PaymentMethod.CASH),
          entry("cod", PaymentMethod.CASH));

  static PaymentMethod method(Data data) {
    String folded = Kinds.folded(data.text(Field.METHOD));
    return METHODS.getOrDefault(folded, PaymentMethod.UNKNOWN);
  }

  private PaymentNames() {}
}
