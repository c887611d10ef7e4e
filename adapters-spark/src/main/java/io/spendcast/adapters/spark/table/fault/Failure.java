package io.spendcast.adapters.spark.table.fault;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/**
 * What was thrown, with all its causes.
 *
 * @param thrown the outermost
 */
public record Failure(Throwable thrown) {
  private static final int DEEPEST = 30;

  /** What was thrown and its causes, the outermost first. */
  List<Throwable> chain() {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable at = thrown;
        at != null && !chain.contains(at) && chain.size() < DEEPEST;
        at = at.getCause()) {
      chain.add(at);
    }
    return chain;
  }

  /** The innermost of a type. */
  <T> Optional<T> find(Class<T> type) {
    return chain().stream().filter(type::isInstance).map(type::cast).reduce((a, b) -> b);
  }

  private Stream<SparkThrowable> sparks() {
    return chain().stream()
        .filter(SparkThrowable.class::isInstance)
        .map(SparkThrowable.class::cast);
  }

  /** Spark's and Delta's own names for what happened, the outermost first. */
  List<String> conditions() {
    return sparks().flatMap(spark -> Stream.ofNullable(spark.getCondition())).toList();
  }

  /** Whether Spark refused before it began, as it does with what it cannot understand. */
  boolean isAnalysis() {
    return thrown instanceof AnalysisException;
  }

  boolean isOf(String condition) {
    return conditions().stream().anyMatch(name -> name.startsWith(condition));
  }

  /** What the conditions name, such as a path; the inner win. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    sparks().forEach(spark -> parameters.putAll(spark.getMessageParameters()));
    return parameters;
  }

  /** The first line of the innermost message, as a terminal can show it. */
  String why() {
    List<Throwable> chain = chain();
    Throwable root = chain.get(chain.size() - 1);
    String said =
        root instanceof StackOverflowError ? "it is nested too deeply" : root.getMessage();
    String line =
        Optional.ofNullable(said).stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(root.getClass().getSimpleName());
    return Printable.of(
        line.replaceFirst("^\\[[A-Z0-9_.]+]\\s*", "")
            .replaceFirst("\\.?\\s*SQLSTATE: \\w+$|\\.$", ""));
  }

  SpendcastException as(Kind kind, String problem, String hint) {
    return new SpendcastException(kind, problem, hint, thrown);
  }

  /** What a task of ours found out, thrown again with what became of it on its way. */
  SpendcastException as(SpendcastException known) {
    return new SpendcastException(known.kind(), known.problem(), known.hint(), thrown);
  }
}
