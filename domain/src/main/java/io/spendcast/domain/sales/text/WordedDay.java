package io.spendcast.domain.sales.text;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Days whose month is a word, as people write them: {@code 17. März 2024}, {@code 3 févr. 2024},
 * {@code 5 de mayo de 2024}, {@code May 17, 2024}, {@code 17-Dez-24}. Months have their names and
 * usual short forms in English, German, French, Spanish, Italian, Dutch and Portuguese; none of
 * them means two months.
 *
 * <p>A text is read as a whole or not at all. A time of day may follow the day, and is no part of
 * it.
 */
public final class WordedDay {
  private static final List<String> NAMES =
      List.of(
          "january januar janner jaenner janvier enero gennaio januari janeiro jan janv ene gen",
          "february februar fevrier febrero febbraio februari fevereiro feb febr fevr fev",
          "march marz maerz mars marzo maart marco mar mrz mrt",
          "april avril abril aprile apr avr abr",
          "may mai mayo maggio mei maio mag",
          "june juni juin junio giugno junho jun giu",
          "july juli juillet julio luglio julho jul juil lug",
          "august aout agosto augustus aug ago",
          "september septembre septiembre setembre settembre setembro sep sept set",
          "october oktober octobre octubre ottobre outubro oct okt ott out",
          "november novembre noviembre novembro nov",
          "december dezember decembre diciembre dicembre dezembro dec dez dic");

  private static final Map<String, Integer> MONTHS = months();

  private static final String DAY = "(?<day>\\d{1,2})(?:\\.|st|nd|rd|th|er|[ºª°])?";
  private static final String MONTH = "(?<month>\\p{L}{3,})\\.?";
  private static final String YEAR = "(?<year>\\d{4}|\\d{2})";
  private static final String GAP = "(?:\\s*[-/,. ]\\s*|\\s+)";
  private static final String OF = "(?:(?:del?|of)\\s+)?";
  private static final String WEEKDAY = "(?:\\p{L}[\\p{L}-]+[.,]{0,2}\\s+)?";
  private static final String TIME =
      "(?:\\s*[,t ]\\s*\\d{1,2}[:h.]\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:\\s*(?:[ap]\\.?\\s?m\\.?|uhr|h))?)?";

  private static final List<Pattern> FORMS =
      Stream.of(
              WEEKDAY + DAY + GAP + OF + MONTH + GAP + OF + YEAR + TIME,
              WEEKDAY + MONTH + GAP + DAY + GAP + "(?<year>\\d{4})" + TIME,
              "(?<year>\\d{4})" + GAP + MONTH + GAP + DAY + TIME)
          .map(Pattern::compile)
          .toList();

  private WordedDay() {}

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    for (int month = 0; month < NAMES.size(); month++) {
      for (String name : NAMES.get(month).split(" ", -1)) {
        if (months.put(name, month + 1) != null) {
          throw new IllegalStateException(name + " names two months");
        }
      }
    }
    return Map.copyOf(months);
  }

  /** The day; empty if the text is none with a month in words. Years of two digits are 20xx. */
  public static Optional<LocalDate> read(String text) {
    String plain =
        Normalizer.normalize(Blanks.strip(text), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[\\p{Z}\\s]+", " ")
            .toLowerCase(Locale.ROOT);
    return FORMS.stream()
        .map(form -> form.matcher(plain))
        .filter(Matcher::matches)
        .flatMap(found -> day(found).stream())
        .findFirst();
  }

  private static Optional<LocalDate> day(Matcher found) {
    Optional<Integer> month = Optional.ofNullable(MONTHS.get(found.group("month")));
    int written = Integer.parseInt(found.group("year"));
    int year = found.group("year").length() == 2 ? 2000 + written : written;
    return month.flatMap(number -> day(year, number, Integer.parseInt(found.group("day"))));
  }

  private static Optional<LocalDate> day(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
