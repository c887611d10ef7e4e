package io.spendcast.adapters.spark.ingest.tables.described;

import io.spendcast.adapters.spark.ingest.tables.value.OwnersFunctions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Holds an owner's expressions to what a line says: a value that follows from the columns of its
 * row and from nothing else. So a configuration from a stranger reads, calls and writes nothing.
 */
final class ScalarOnly {
  /** All that a platform or a library adds to these may do more than calculate. */
  private static final String SPARKS_OWN = "org.apache.spark.sql.catalyst.";

  /** They say where and when they run, and what is known there, but nothing of the row. */
  private static final Pattern SURROUNDINGS =
      Pattern.compile("Current.*|Now|LocalTimestamp.*|InputFile.*|SparkVersion|Session.*");

  /** They call methods by their names, or read files that describe what they read. */
  private static final Pattern CALLS =
      Pattern.compile(
          "CallMethodViaReflection|TryReflect|.*(Avro|Protobuf).*|XmlToStructs|PythonUDF|.*Hive.*");

  /** Rows that are made anew, gathered or numbered stand in plans of their own. */
  private static final Set<String> WRAPPINGS = Set.of("SubqueryAlias", "View");

  private ScalarOnly() {}

  /** Why an expression over rows is more than that; empty if it is not. */
  static Optional<String> problem(Dataset<Row> rows, Dataset<Row> selected) {
    LogicalPlan plan = selected.queryExecution().analyzed();
    if (!(plan instanceof Project project) || !isOver(rows, project.child())) {
      return Optional.of("it makes, gathers or numbers rows, but each line needs its own value");
    }
    return CollectionConverters.asJava(project.projectList()).stream()
        .map(named -> problem((Expression) named))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isOver(Dataset<Row> rows, LogicalPlan child) {
    LogicalPlan below = child;
    while (WRAPPINGS.contains(below.nodeName())) {
      below = below.children().head();
    }
    return below.sameResult(rows.queryExecution().analyzed());
  }

  private static Optional<String> problem(Expression expression) {
    return own(expression)
        .or(
            () ->
                CollectionConverters.asJava(expression.children()).stream()
                    .map(ScalarOnly::problem)
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  private static Optional<String> own(Expression expression) {
    Class<?> type = expression.getClass();
    if (expression instanceof PlanExpression<?>) {
      return Optional.of("it asks other tables; a join does that");
    }
    if (CALLS.matcher(type.getSimpleName()).matches()) {
      return Optional.of(name(expression) + " calls or reads what is not described");
    }
    if (OwnersFunctions.isOurs(expression)) {
      return Optional.empty();
    }
    if (expression instanceof UserDefinedExpression || !type.getName().startsWith(SPARKS_OWN)) {
      return Optional.of(name(expression) + " is no function of Spark's own");
    }
    if (SURROUNDINGS.matcher(type.getSimpleName()).matches()) {
      return Optional.of(name(expression) + " says nothing of the row");
    }
    return expression.deterministic()
        ? Optional.empty()
        : Optional.of(name(expression) + " gives another value each time");
  }

  private static String name(Expression expression) {
    return expression.prettyName();
  }
}
