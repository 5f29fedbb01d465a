// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One name per region: the ISO 3166 code of a country (DE) or of a part of it (DE-BY), found from
 * either code or from the country's English name; anything else only trimmed.
 */
public final class Regions {
  private static final int LONGEST = 100;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern PART = Pattern.compile("([A-Z]{2})[-_ ]([A-Z0-9]{1,3})");
  private static final Map<String, String> CODES = codes();

  private static Map<String, String> codes() {
    var codes = new HashMap<String, String>();
    for (String code : Locale.getISOCountries()) {
      var country = Locale.of("", code);
      codes.put(code, code);
      codes.put(country.getISO3Country(), code);
      codes.put(country.getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT), code);
    }
    // Names people use that the table of Java spells otherwise.
    codes.put("UK", "GB");
    codes.put("GREAT BRITAIN", "GB");
    codes.put("ENGLAND", "GB");
    codes.put("UNITED STATES OF AMERICA", "US");
    codes.put("CZECH REPUBLIC", "CZ");
    codes.put("TURKEY", "TR");
    codes.put("EIRE", "IE");
    return Map.copyOf(codes);
  }

  /** The code where there is one, else the text trimmed; empty stays empty. */
  public static String normalise(String region) {
    String trimmed = BLANKS.matcher(region).replaceAll(" ").strip();
    String upper = trimmed.toUpperCase(Locale.ROOT);
    String code = CODES.get(upper);
    if (code != null) return code;
    var part = PART.matcher(upper);
    if (part.matches() && CODES.containsKey(part.group(1)))
      return CODES.get(part.group(1)) + "-" + part.group(2);
    return trimmed.substring(0, Math.min(LONGEST, trimmed.length()));
  }

  private Regions() {}
}
