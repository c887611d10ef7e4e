package io.spendcast.bootstrap.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Progress;
import io.spendcast.domain.RunId;
import io.spendcast.domain.registry.ModelVersion;
import java.util.Locale;
import java.util.Optional;

/**
 * The one JSON object that {@code --json} prints; every field is there, null if it has no value.
 */
final class JsonAnswer {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonAnswer() {}

  static String of(String command, Optional<RunId> run, Progress progress, Answer answer) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("command", command);
    json.put("run_id", run.map(RunId::value).orElse(null));
    json.put("status", answer.exit().status());
    json.set("tasks", tasks(progress));
    json.put("verdict", answer.verdict().map(Enum::name).orElse(null));
    json.set("model", answer.model().map(JsonAnswer::model).orElse(null));
    json.set("outputs", MAPPER.valueToTree(answer.outputs()));
    json.set("error", answer.failure().map(JsonAnswer::error).orElse(null));
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot be written", e);
    }
  }

  private static ArrayNode tasks(Progress progress) {
    ArrayNode tasks = MAPPER.createArrayNode();
    for (TaskOutcome outcome : progress.outcomes()) {
      tasks
          .addObject()
          .put("name", outcome.task().label())
          .put("status", outcome.status().name().toLowerCase(Locale.ROOT))
          .put("seconds", outcome.seconds())
          .put("rows_in", outcome.rows().in())
          .put("rows_out", outcome.rows().out())
          .put("rows_quarantined", outcome.rows().quarantined());
    }
    progress
        .unfinished()
        .ifPresent(task -> tasks.addObject().put("name", task.label()).put("status", "failed"));
    return tasks;
  }

  private static ObjectNode model(ModelVersion version) {
    return MAPPER
        .createObjectNode()
        .put("name", version.name().value())
        .put("version", version.number())
        .put("stage", version.stage().label());
  }

  private static ObjectNode error(Failure failure) {
    return MAPPER
        .createObjectNode()
        .put("kind", failure.kind())
        .put("message", failure.message())
        .put("hint", failure.hint());
  }
}
