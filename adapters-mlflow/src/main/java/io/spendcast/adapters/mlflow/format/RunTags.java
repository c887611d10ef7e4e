package io.spendcast.adapters.mlflow.format;

import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.tracking.RunRecord;
import java.util.Map;
import java.util.TreeMap;

/** The tags of a tracked run. */
public final class RunTags {
  /** The tag that recognises a record when it is sent again. */
  public static final String KEY = TagKey.RUN_KEY.key();

  /** The tag by which MLflow knows the run that a run belongs to. */
  public static final String PARENT = "mlflow.parentRunId";

  /** The tag with what people read first of a run. */
  public static final String NOTE = "mlflow.note.content";

  private RunTags() {}

  /** All tags of a run except those about its model. */
  public static Map<String, String> of(RunRecord run) {
    Map<String, String> tags = new TreeMap<>(run.tags());
    tags.put(KEY, run.key());
    tags.put("mlflow.runName", run.name());
    tags.put("mlflow.source.name", "spendcast");
    tags.put("mlflow.source.type", "LOCAL");
    run.description().ifPresent(text -> tags.put(NOTE, text));
    run.parentId().ifPresent(parent -> tags.put(PARENT, parent));
    return tags;
  }
}
