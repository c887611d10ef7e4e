package io.spendcast.domain.proposal.column;

import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import io.spendcast.domain.sales.text.WordedDay;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column read as days.
 *
 * @param expression how Spark SQL reads it
 * @param days one per row; empty where there is none
 * @param doubt what is unsure, if anything
 * @param reason what the values look like
 */
public record DayReading(
    String expression, List<Optional<LocalDate>> days, Optional<String> doubt, String reason) {
  private static final double LEAST_READ = 0.9;
  private static final int FIRST_VALUES = 20;
  private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?");

  private static final List<String> DAYS =
      List.of(
              "yyyy/MM/dd yyyy/M/d yyyy.MM.dd yyyyMMdd yyyy-M-d".split(" ", -1),
              "dd.MM.yyyy d.M.yyyy dd.MM.yy d.M.yy".split(" ", -1),
              "dd/MM/yyyy d/M/yyyy dd/MM/yy d/M/yy".split(" ", -1),
              "MM/dd/yyyy M/d/yyyy MM/dd/yy M/d/yy".split(" ", -1),
              "dd-MM-yyyy d-M-yyyy MM-dd-yyyy M-d-yyyy".split(" ", -1),
              "dd-MMM-yyyy d-MMM-yyyy dd-MMM-yy d-MMM-yy".split(" ", -1))
          .stream()
          .flatMap(Stream::of)
          .toList();
  private static final List<String> WORDED =
      List.of("dd MMM yyyy", "d MMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d MMMM yyyy");
  private static final List<String> TIMES =
      List.of(
          "",
          " HH:mm:ss",
          " HH:mm",
          " H:mm",
          " H:mm:ss",
          " h:mm a",
          " h:mm:ss a",
          " hh:mm:ss a",
          " HH:mm:ss.SSS");

  private static final Map<String, DateTimeFormatter> FORMATS = new LinkedHashMap<>();

  static {
    Stream.concat(DAYS.stream(), WORDED.stream())
        .flatMap(day -> TIMES.stream().map(time -> day + time))
        .forEach(pattern -> FORMATS.put(pattern, format(pattern)));
  }

  /** The column as days; empty if it holds something else. */
  public static Optional<DayReading> of(SampledColumn column) {
    return switch (column.type()) {
      case DAY, TIME -> Optional.of(typed(column));
      case WHOLE -> number(column);
      case TEXT ->
          text(column)
              .or(() -> worded(column))
              .or(() -> number(column))
              .or(() -> SerialTime.of(column));
      case DECIMAL -> SerialTime.of(column);
      case OTHER -> Optional.empty();
    };
  }

  private static DayReading typed(SampledColumn column) {
    return new DayReading(
        column.expression(),
        read(column, text -> day(text.substring(0, Math.min(10, text.length())))),
        Optional.empty(),
        column.type() == ValueType.DAY ? "a date" : "a time");
  }

  private static Optional<LocalDate> day(String text) {
    return parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
  }

  /** Most texts fit hardly any pattern, which is seen before anything is thrown. */
  private static Optional<LocalDate> parse(String text, DateTimeFormatter format) {
    ParsePosition end = new ParsePosition(0);
    if (format.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text, format));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static List<Optional<LocalDate>> read(
      SampledColumn column, Function<String, Optional<LocalDate>> parse) {
    Map<String, Optional<LocalDate>> parsed =
        column.values().stream()
            .distinct()
            .collect(
                Collectors.toMap(
                    text -> text, text -> text.isEmpty() ? Optional.empty() : parse.apply(text)));
    return column.values().stream().map(parsed::get).toList();
  }

  private static Optional<DayReading> text(SampledColumn column) {
    List<String> filled = column.filled();
    long iso = filled.stream().filter(text -> ISO.matcher(text).matches()).count();
    if (!filled.isEmpty() && iso >= LEAST_READ * filled.size()) {
      return Optional.of(
          new DayReading(
              column.expression(),
              read(
                  column,
                  text -> text.length() < 10 ? Optional.empty() : day(text.substring(0, 10))),
              Optional.empty(),
              "such as " + filled.get(0)));
    }
    return best(column);
  }

  private static Optional<DayReading> best(SampledColumn column) {
    List<String> first = column.filled().stream().distinct().limit(FIRST_VALUES).toList();
    List<Fit> fits =
        FORMATS.entrySet().stream()
            .filter(one -> 2 * first.stream().filter(parses(one.getValue())).count() > first.size())
            .map(one -> new Fit(one.getKey(), read(column, text -> parse(text, one.getValue()))))
            .filter(fit -> fit.count() >= LEAST_READ * column.filled().size())
            .sorted(Comparator.comparingLong(Fit::count).reversed())
            .toList();
    return fits.isEmpty() ? Optional.empty() : Optional.of(chosen(column, fits));
  }

  private static Predicate<String> parses(DateTimeFormatter format) {
    return text -> parse(text, format).isPresent();
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern.replace("y", "u"), Locale.US)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Of readings that differ, the one in which the days of the file run on more smoothly. */
  private static DayReading chosen(SampledColumn column, List<Fit> fits) {
    Fit first = fits.get(0);
    List<Fit> rivals =
        fits.stream()
            .filter(fit -> fit.count() == first.count() && !fit.days().equals(first.days()))
            .toList();
    if (rivals.isEmpty()) {
      return first.reading(column, Optional.empty());
    }
    Fit other = rivals.get(0);
    boolean runsOn = other.jumps() < first.jumps();
    Fit likely = runsOn ? other : first;
    Fit unlikely = runsOn ? first : other;
    return likely.reading(
        column,
        Optional.of(
            "no day above 12 shows whether day or month comes first; if it is not %s, write %s"
                .formatted(likely.pattern(), unlikely.expression(column))));
  }

  /** Spark's patterns know the months of English only. */
  private static Optional<DayReading> worded(SampledColumn column) {
    List<String> first = column.filled().stream().distinct().limit(FIRST_VALUES).toList();
    if (2 * first.stream().filter(text -> WordedDay.read(text).isPresent()).count()
        <= first.size()) {
      return Optional.empty();
    }
    DayReading reading =
        new DayReading(
            "spendcast_day(%s)".formatted(column.expression()),
            read(column, WordedDay::read),
            Optional.empty(),
            "such as " + first.get(0));
    return Optional.of(reading)
        .filter(found -> found.count() >= LEAST_READ * column.filled().size());
  }

  private static Optional<DayReading> number(SampledColumn column) {
    List<String> filled = column.filled();
    return Stream.of(NumberedDay.values())
        .filter(form -> !filled.isEmpty() && filled.stream().allMatch(form::fits))
        .findFirst()
        .map(
            form ->
                new DayReading(
                    form.expression(column.expression()),
                    read(column, text -> Optional.of(form.day(Long.parseLong(text)))),
                    Optional.empty(),
                    form.reason()))
        .filter(reading -> column.type() == ValueType.WHOLE || column.type() == ValueType.TEXT);
  }

  private long count() {
    return days.stream().filter(Optional::isPresent).count();
  }

  /** The first day and the last; empty if there is none. */
  public Optional<String> range() {
    List<LocalDate> sorted = days.stream().flatMap(Optional::stream).sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of("%s to %s".formatted(sorted.get(0), sorted.get(sorted.size() - 1)));
  }

  /**
   * A pattern that fits.
   *
   * @param days what it reads
   */
  private record Fit(String pattern, List<Optional<LocalDate>> days) {
    long count() {
      return days.stream().filter(Optional::isPresent).count();
    }

    /** How many days lie between neighbouring rows, all in all. */
    long jumps() {
      List<LocalDate> known = new ArrayList<>();
      days.stream().flatMap(Optional::stream).filter(Objects::nonNull).forEach(known::add);
      long sum = 0;
      for (int i = 1; i < known.size(); i++) {
        sum += Math.abs(known.get(i).toEpochDay() - known.get(i - 1).toEpochDay());
      }
      return sum;
    }

    String expression(SampledColumn column) {
      String function = pattern.contains(":") ? "to_timestamp" : "to_date";
      return "%s(%s, '%s')".formatted(function, column.expression(), pattern);
    }

    DayReading reading(SampledColumn column, Optional<String> doubt) {
      return new DayReading(expression(column), days, doubt, "such as " + column.filled().get(0));
    }
  }
}
