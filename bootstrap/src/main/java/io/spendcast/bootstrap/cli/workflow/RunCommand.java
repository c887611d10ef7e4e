package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.application.run.RunWorkflow.Redo;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The whole workflow, or part of it. */
@picocli.CommandLine.Command(
    description =
        "Run the whole workflow, or part; finished tasks with unchanged inputs are skipped.")
public final class RunCommand implements Command {
  @ArgGroup private Part part = new Part();

  @Option(names = "--force", description = "Do finished tasks again.")
  private boolean force;

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public boolean takesRunId() {
    return true;
  }

  @Override
  public Answer perform(Session session) {
    return WorkflowAnswer.run(session, part.tasks(), force ? Redo.ALL : Redo.UNFINISHED);
  }

  /** Which tasks. */
  private static final class Part {
    @Option(names = "--from", paramLabel = "TASK", description = "Begin with this task.")
    private Task from = Task.INGEST;

    @Option(names = "--only", paramLabel = "TASK", description = "Run this task alone.")
    private Task only;

    @Option(
        names = "--without",
        paramLabel = "train",
        converter = Trained.class,
        description = "Train and register nothing; forecast with the version in the stage.")
    private Task without;

    List<Task> tasks() {
      if (without != null) {
        return Workflow.STANDARD.scoring();
      }
      return only == null ? Workflow.STANDARD.from(from) : List.of(only);
    }
  }

  /** What a run may do without: one task, since each other one makes what is forecast from. */
  private static final class Trained implements ITypeConverter<Task> {
    @Override
    public Task convert(String name) {
      if (!name.equals(Task.TRAIN.label())) {
        throw new TypeConversionException("must be train; '%s' is not".formatted(name));
      }
      return Task.TRAIN;
    }
  }
}
