package io.spendcast.bootstrap.cli.answer;

import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.registry.ModelVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a command found or did, for machines and for people.
 *
 * @param exit how the process ends
 * @param verdict of the models it speaks of
 * @param model the version it speaks of
 * @param outputs everything else, by name: text, numbers, lists and maps
 * @param text the same for people
 * @param failure why not, if it did not
 */
public record Answer(
    ExitCode exit,
    Optional<Verdict> verdict,
    Optional<ModelVersion> model,
    Map<String, Object> outputs,
    String text,
    Optional<Failure> failure) {
  public static Answer done(Map<String, Object> outputs, String text) {
    return new Answer(
        ExitCode.DONE, Optional.empty(), Optional.empty(), outputs, text, Optional.empty());
  }

  public static Answer failed(ExitCode exit, Failure failure) {
    return new Answer(exit, Optional.empty(), Optional.empty(), Map.of(), "", Optional.of(failure));
  }

  public Answer about(ModelVersion version) {
    return new Answer(exit, verdict, Optional.of(version), outputs, text, failure);
  }

  public Answer withVerdict(Optional<Verdict> found) {
    return new Answer(exit, found, model, outputs, text, failure);
  }

  /** The same with one output more, and with more for people at the end. */
  public Answer with(String name, Object output, String more) {
    Map<String, Object> all = new LinkedHashMap<>(outputs);
    all.put(name, output);
    return new Answer(exit, verdict, model, all, text + more, failure);
  }

  /** The same, but refused by the gate. */
  public Answer refused(String message, String hint) {
    return new Answer(
        ExitCode.GATE,
        verdict,
        model,
        outputs,
        text,
        Optional.of(new Failure("REFUSED", message, hint)));
  }

  /** The same, but something is wrong. */
  public Answer failing(SpendcastException why) {
    return new Answer(
        ExitCode.of(why.kind()), verdict, model, outputs, text, Optional.of(Failure.of(why)));
  }

  /** The same, but it ended as this other one. */
  public Answer ending(Answer other) {
    return new Answer(other.exit, verdict, model, outputs, text, other.failure);
  }

  /** Outputs in this order. */
  public static Map<String, Object> outputs(Object... namesAndValues) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      outputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return outputs;
  }
}
