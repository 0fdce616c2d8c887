// title: Work of the extractors
// question: How many quotes did each extractor find?

MATCH ()-[r]->()
UNWIND r.extractors AS extractor
RETURN extractor, count(*) AS quotes
ORDER BY quotes DESC, extractor
