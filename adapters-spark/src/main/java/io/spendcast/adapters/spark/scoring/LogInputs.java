package io.spendcast.adapters.spark.scoring;

import io.spendcast.domain.forecast.LogRange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Inputs on a logarithmic scale: the sign of a value times the logarithm of one plus its size in
 * units, cut to what was seen in training, so that a model with a log link multiplies where money
 * does and extrapolates nowhere. Written as a statement of Spark SQL, so that Spark's own {@code
 * SQLTransformer} carries it in a model, and read back from there.
 *
 * @param inputs in the order of the model
 */
public record LogInputs(List<Input> inputs) {
  private static final String SELECT = "SELECT *, ";
  private static final String FROM = " FROM __THIS__";
  private static final Pattern ITEM =
      Pattern.compile(
          "signum\\(least\\(greatest\\(`([^`]+)`, (-?[0-9.E-]+)D\\), (-?[0-9.E-]+)D\\)\\)"
              + " \\* log1p\\(abs\\(.+?\\)(?: / ([0-9.E-]+)D)?\\) AS `([^`]+)`");

  /** Copies the inputs. */
  public LogInputs {
    inputs = List.copyOf(inputs);
  }

  /**
   * One input.
   *
   * @param from the column it is read from
   * @param to the column it is written to
   * @param range what was seen of the input
   */
  public record Input(String from, String to, LogRange range) {
    String expression() {
      String cut = "least(greatest(`%s`, %sD), %sD)".formatted(from, range.least(), range.most());
      String units = range.unit() == 1 ? "" : " / %sD".formatted(range.unit());
      return "signum(%s) * log1p(abs(%s)%s) AS `%s`".formatted(cut, cut, units, to);
    }
  }

  /** The statement that computes them. */
  public String statement() {
    return inputs.stream().map(Input::expression).collect(Collectors.joining(", ", SELECT, FROM));
  }

  /** Reads {@link #statement} back; empty for any other statement. */
  static Optional<LogInputs> parse(String statement) {
    if (!statement.startsWith(SELECT) || !statement.endsWith(FROM)) {
      return Optional.empty();
    }
    String items = statement.substring(SELECT.length(), statement.length() - FROM.length());
    List<Matcher> matched =
        Stream.of(items.split(", (?=signum\\()"))
            .map(ITEM::matcher)
            .filter(Matcher::matches)
            .toList();
    LogInputs read = new LogInputs(matched.stream().map(LogInputs::input).toList());
    return read.statement().equals(statement) ? Optional.of(read) : Optional.empty();
  }

  private static Input input(Matcher item) {
    return new Input(
        item.group(1),
        item.group(5),
        new LogRange(
            Double.parseDouble(item.group(2)),
            Double.parseDouble(item.group(3)),
            item.group(4) == null ? 1 : Double.parseDouble(item.group(4))));
  }
}
