package io.spendcast.bootstrap.settings.section;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The six or seven fields by which Quartz, and so Databricks, says when something begins. */
final class QuartzExpression {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final Pattern DAY_OF_MONTH =
      Pattern.compile("L(-([1-9]|[12]\\d|30))?|LW|([1-9]|[12]\\d|3[01])W");
  private static final Pattern DAY_OF_WEEK =
      Pattern.compile("L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])");
  private static final Pattern NEVER = Pattern.compile("(?!)");
  private static final String ANY = "?";

  /** A field, with the names that stand for its numbers and what else it may be. */
  private record Field(String name, int least, int most, List<String> names, Pattern special) {
    Field(String name, int least, int most) {
      this(name, least, most, List.of(), NEVER);
    }

    boolean takes(String text) {
      return text.equals("*") || List.of(text.split(",", -1)).stream().allMatch(this::takesPart);
    }

    private boolean takesPart(String part) {
      if (special.matcher(part).matches()) {
        return true;
      }
      String[] steps = part.split("/", -1);
      boolean stepped = steps.length == 1 || (steps.length == 2 && isStep(steps[1]));
      return stepped && (steps[0].equals("*") || isRange(steps[0].split("-", -1)));
    }

    private boolean isStep(String step) {
      return step.matches("\\d{1,4}")
          && Integer.parseInt(step) > 0
          && Integer.parseInt(step) <= most;
    }

    private boolean isRange(String[] ends) {
      return ends.length <= 2 && IntStream.range(0, ends.length).allMatch(i -> isValue(ends[i]));
    }

    private boolean isValue(String value) {
      return names.contains(value)
          || (value.matches("\\d{1,4}")
              && Integer.parseInt(value) >= least
              && Integer.parseInt(value) <= most);
    }
  }

  private static final List<Field> FIELDS =
      List.of(
          new Field("seconds", 0, 59),
          new Field("minutes", 0, 59),
          new Field("hours", 0, 23),
          new Field("day of the month", 1, 31, List.of(), DAY_OF_MONTH),
          new Field("month", 1, 12, MONTHS, NEVER),
          new Field("day of the week", 1, 7, DAYS, DAY_OF_WEEK),
          new Field("year", 1970, 2099));
  private static final int DAY = 3;
  private static final int WEEKDAY = 5;

  private QuartzExpression() {}

  /** What is wrong with it; empty if nothing is. */
  static Optional<String> problem(String text) {
    String[] fields = text.strip().toUpperCase(Locale.ROOT).split("\\s+", -1);
    if (fields.length < FIELDS.size() - 1 || fields.length > FIELDS.size()) {
      return Optional.of(
          "it has six or seven fields: seconds, minutes, hours, day, month, weekday");
    }
    if (fields[DAY].equals(ANY) == fields[WEEKDAY].equals(ANY)) {
      return Optional.of("exactly one of its days, of the month or of the week, is ?");
    }
    return IntStream.range(0, fields.length)
        .filter(i -> !(i == DAY || i == WEEKDAY) || !fields[i].equals(ANY))
        .filter(i -> !FIELDS.get(i).takes(fields[i]))
        .mapToObj(i -> "%s cannot be %s".formatted(FIELDS.get(i).name(), fields[i]))
        .findFirst();
  }
}
