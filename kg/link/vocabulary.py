"""Word lists that the rules of linking use: what says nothing, and what is a verb."""

from kg.model import NodeType

DETERMINERS = frozenset("a an the our its their this that and &".split())

PREPOSITIONS = frozenset(
    "for from with in on by under without at over across as through using via into within "
    "during between among against toward towards".split()
)
"""Words that end the head of a phrase; what follows them is kept in place."""

HEADS: dict[NodeType, frozenset[str]] = {
    NodeType.METHOD: frozenset(
        "method approach technique algorithm mechanism framework strategy procedure scheme "
        "paradigm methodology trick principle".split()
    ),
    NodeType.DATASET: frozenset(
        ["dataset", "benchmark", "corpus", "challenge", "collection", "suite", "testbed"]
    ),
    NodeType.TASK: frozenset(["task", "problem", "issue", "setting", "scenario", "dilemma"]),
    NodeType.METRIC: frozenset(["score", "metric", "measure"]),
}
"""Words at the end of a name that only repeat its type."""

PROPER_HEADS: dict[NodeType, frozenset[str]] = {
    NodeType.METHOD: frozenset(
        "model network architecture loss optimizer transformer backbone system operator library "
        "toolkit package prompting".split()
    ),
    NodeType.DATASET: frozenset(["data", "task", "game", "environment", "set"]),
    NodeType.TASK: frozenset(),
    NodeType.METRIC: frozenset(["distance", "value", "accuracy"]),
}
"""Words that say nothing after a product name: the "ResNet architecture" is ResNet."""

NETWORKS = frozenset(
    "convolutional convolution recurrent recursive feedforward forward deep residual siamese "
    "spiking adversarial".split()
)
"""A "… neural network" of these kinds is also called a "… network"."""

NOMINAL = frozenset(
    "learning training embedding matching ranking reasoning sampling scaling pruning planning "
    "tuning routing encoding processing understanding modeling forecasting coding mixing "
    "clustering masking prompting rendering merging editing mapping pooling decoding stacking "
    "bootstrapping boosting bagging gating attending parsing tagging labeling hashing "
    "indexing computing engineering thinking speaking talking streaming screening scoring "
    "smoothing thresholding voting weighting warping morphing meaning setting building "
    "marching vanishing exploding sliding moving rolling spiking scheduling running testing "
    "evolving emerging existing existing following pretraining finetuning fine working "
    "swimming driving walking grounding knowing hiding teaching forcing turning sorting "
    "string spring king missing mining nesting padding programming proving pushing reading "
    "writing searching sensing shifting splatting splitting steering switching teaming "
    "tracking tracing unlearning attacking cutting leading operating gaming betting blocking "
    "filtering fusing".split()
)
"""Words in -ing that also stand before a noun: "training data" is no data training."""

VERBS = frozenset(
    "learn generate predict reconstruct detect classify recognize retrieve optimize align "
    "select synthesize translate summarize localize identify extract adapt disentangle "
    "hallucinate populate recommend solve improve reduce mitigate avoid escape overfit "
    "estimate control stabilize preserve personalize enhance prune unlearn forget extrapolate "
    "interpolate memorize animate caption describe explain infer move decide classify "
    "simulate compress complete restore remove revise verify evaluate diagnose curate acquire "
    "create construct compute calibrate integrate navigate manipulate quantify interpret "
    "understand edit fuse render encode decode parse augment annotate refine regularize "
    "normalize tokenize transcribe inpaint denoise deblur colorize rerank finetune distill compose "
    "decompose follow".split()
)
"""Verbs that are no nouns; in front of a phrase they make it a verb phrase."""

VERB_PREFIXES = frozenset("re pre fine un self over post co under".split())

NOUNS_AND_VERBS = frozenset("forecast rank segment track cluster filter".split())
"""Words that are verbs only before a plural: "segment moving objects"."""

NOUN_ENDINGS = tuple(
    "ation ition sion tion ment ing ance ence synthesis analysis retrieval removal adaption "
    "recovery discovery".split()
)
"""How nouns end that are made of verbs."""

ADJECTIVE_ENDINGS = tuple("al ive ed shot task modal label view free only based".split())
"""How words end that stand for "… learning" or "… model" when nothing follows."""

CLOSED_MODELS = frozenset("reward language world dynamics foundation base noise user".split())
"""Without "model", what these words end is something else."""

NOT_ADVERBS = frozenset(
    "anomaly assembly butterfly early family fly monopoly multiply only poly reply supply "
    "italy july homily lily doubly anomaly".split()
)

PREFIXED_VERBS = frozenset(["train", "tune", "rank", "weight", "label"])
"""Verbs after "pre-", "fine-", "re-" that end longer names: "continually pre-train"."""

VERB_BLOCKERS = frozenset(["rate", "loss"])
"""After these words the first word was a noun after all: "control rate"."""

LOSSES = frozenset(["entropy", "error", "likelihood", "divergence", "nce"])
"""What is a loss by itself: the "cross-entropy loss" is the cross-entropy."""

FAMILIES = frozenset(["family", "series"])
"""What a product is by its own name: the "Qwen series" is Qwen."""

PLURALS = frozenset(["series", "data", "people"])
"""Plurals that look like singulars."""

NOUN_VERBS = frozenset(["control", "transfer", "forecast", "repair", "rescue"])
"""Verbs that are their own noun, at the end of a name."""

DENOMINAL = {
    "behavioral": "behavior",
    "facial": "face",
    "robotic": "robot",
    "tailed": "tail",
    "textual": "text",
    "volumetric": "volume",
}
"""Adjectives that mean "of a …", where names use the noun as often."""
